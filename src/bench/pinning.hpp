#pragma once

#include <vector>

#include "machine/description.hpp"
#include "model/options.hpp"

namespace resizer::bench {

/// The CPUs of each worker; worker k has entry k modulo their number. Empty: no worker is pinned, as none can be where
/// the cores are unknown.
std::vector<machine::Cpus> cpus_of_workers(model::Pin pin, const machine::Description& machine);

}  // namespace resizer::bench
