#pragma once

#include <vector>

#include "machine/core_kinds.hpp"

namespace resizer::machine {

/// The CPUs of these cores in the order in which workers have most room on them: one thread of each core first, the
/// fastest kind before the others, then the second threads.
Cpus spread_order(const std::vector<CoreKind>& kinds);

}  // namespace resizer::machine
