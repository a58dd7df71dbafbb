#include "exec/memory_budget.hpp"

#include <algorithm>
#include <utility>

namespace resizer::exec {

void MemoryBudget::request(std::uint32_t slot, std::uint64_t bytes) {
  release(slot);
  waiting_.push_back({slot, std::min(bytes, total_bytes_)});
}

void MemoryBudget::release(std::uint32_t slot) noexcept {
  free_bytes_ += std::exchange(held_bytes_[slot], 0);
  std::erase_if(waiting_, [slot](const Request& request) { return request.slot == slot; });
}

std::optional<std::uint32_t> MemoryBudget::admit() noexcept {
  if (waiting_.empty() || waiting_.front().bytes > free_bytes_) return std::nullopt;
  const Request request = waiting_.front();
  waiting_.pop_front();
  free_bytes_ -= request.bytes;
  held_bytes_[request.slot] = request.bytes;
  return request.slot;
}

}  // namespace resizer::exec
