#include "util/memory_allowance.hpp"

#include <unistd.h>

#include <algorithm>

namespace resizer::util {

std::uint64_t MemoryAllowance::bytes() const noexcept {
  return std::min(physical_bytes, cgroup_bytes.value_or(physical_bytes));
}

MemoryAllowance memory_allowance() {
  const auto pages = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES));
  return {.physical_bytes = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)),
          .cgroup_bytes = cgroup_memory_limit()};
}

}  // namespace resizer::util
