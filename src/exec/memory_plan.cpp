#include "exec/memory_plan.hpp"

#include <algorithm>

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

}  // namespace resizer::exec
