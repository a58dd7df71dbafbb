#include "exec/memory_budget.hpp"

#include <algorithm>
#include <utility>

namespace resizer::exec {

void MemoryBudget::request(std::uint32_t place, std::uint64_t bytes) {
  release(place);
  waiting_.push_back({place, std::min(bytes, total_bytes_)});
}

void MemoryBudget::release(std::uint32_t place) noexcept {
  free_bytes_ += std::exchange(held_bytes_[place], 0);
  std::erase_if(waiting_, [place](const Request& request) { return request.place == place; });
}

std::optional<std::uint32_t> MemoryBudget::admit() noexcept {
  if (waiting_.empty() || waiting_.front().bytes > free_bytes_) return std::nullopt;
  const Request request = waiting_.front();
  waiting_.pop_front();
  free_bytes_ -= request.bytes;
  held_bytes_[request.place] = request.bytes;
  return request.place;
}

}  // namespace resizer::exec
