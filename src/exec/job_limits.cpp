#include "exec/job_limits.hpp"

namespace resizer::exec {

void JobLimits::begin(std::uint32_t place) {
  deadlines_.begin(place);
  memory_.release(place);
  admit_to_memory();
}

void JobLimits::ask_for_memory(std::uint32_t place) {
  deadlines_.pause(place);
  memory_.request(place, shared_.mailbox(place).wanted_bytes());
  admit_to_memory();
}

void JobLimits::clear(std::uint32_t place) {
  deadlines_.clear(place);
  memory_.release(place);
  admit_to_memory();
}

void JobLimits::admit_to_memory() {
  while (const std::optional<std::uint32_t> place = memory_.admit()) {
    deadlines_.resume(*place);
    shared_.mailbox(*place).grant();
  }
}

}  // namespace resizer::exec
