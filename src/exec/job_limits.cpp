#include "exec/job_limits.hpp"

namespace resizer::exec {

void JobLimits::begin(std::uint32_t slot) {
  deadlines_.begin(slot);
  memory_.release(slot);
  admit_to_memory();
}

void JobLimits::ask_for_memory(std::uint32_t slot) {
  deadlines_.pause(slot);
  memory_.request(slot, shared_.mailbox(slot).wanted_bytes());
  admit_to_memory();
}

void JobLimits::clear(std::uint32_t slot) {
  deadlines_.clear(slot);
  memory_.release(slot);
  admit_to_memory();
}

void JobLimits::admit_to_memory() {
  while (const std::optional<std::uint32_t> slot = memory_.admit()) {
    deadlines_.resume(*slot);
    shared_.mailbox(*slot).grant();
  }
}

}  // namespace resizer::exec
