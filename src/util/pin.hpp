#pragma once

#include <vector>

namespace resizer::util {

/// Lets the calling thread, and children that it forks later, run on these CPUs only (sched_setaffinity(2)). Throws
/// util::Error(system), also if the process may use none of them.
void pin_to(const std::vector<unsigned>& cpus);

}  // namespace resizer::util
