#include "exec/memory_budget.hpp"

#include <algorithm>
#include <utility>

namespace resizer::exec {

MemoryPlan plan_memory(std::uint64_t available_bytes, std::optional<std::uint64_t> limit_bytes,
                       unsigned workers) noexcept {
  constexpr std::uint64_t kGenerousLimit = std::uint64_t{2} << 30U;
  // Photos from cameras and phones need less than this when resized for screens: they never wait, and workers keep
  // their memory from one image to the next.
  constexpr std::uint64_t kUnreserved = std::uint64_t{192} << 20U;
  const std::uint64_t budget = available_bytes / 2;
  MemoryPlan plan;
  plan.worker_limit_bytes = limit_bytes.value_or(std::max(budget / workers, std::min(budget, kGenerousLimit)));
  plan.unreserved_bytes = std::min({kUnreserved, budget / workers / 2, plan.worker_limit_bytes});
  plan.shared_bytes = budget - plan.unreserved_bytes * workers;
  return plan;
}

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
