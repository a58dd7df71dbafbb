#include "api/task_results.hpp"

#include <algorithm>
#include <atomic>

namespace resizer::api {

void TaskResults::store(std::size_t task, std::string_view result) const {
  Slot& slot = slots_[task];
  if (result.size() > slot.text.size()) {
    throw Error(ErrorCode::too_large, "the result has " + std::to_string(result.size()) + " bytes, more than the " +
                                          std::to_string(slot.text.size()) + " that a task can return");
  }
  std::ranges::copy(result, slot.text.begin());
  slot.bytes = static_cast<std::uint32_t>(result.size());
}

std::string TaskResults::load(std::size_t task) const {
  Slot& slot = slots_[task];
  // Read once: a hijacked worker may still write to it.
  const std::size_t bytes = std::atomic_ref(slot.bytes).load(std::memory_order_relaxed);
  return {slot.text.data(), std::min(bytes, slot.text.size())};
}

}  // namespace resizer::api
