#pragma once

#include <string>
#include <vector>

#include "machine/cpu_list.hpp"
#include "util/fake_root.hpp"

/// Machines as files of proc and sys, written down in tests/machine/trees/NAME.txt:
///
///     # what it is, and where the kernel documents such files
///     allowed = 0-3            the affinity mask; all CPUs that are online if there is no such row
///     [sys/devices/system/cpu] the folder of the following files
///     online = 0-3             the content of a file; further rows of the same name add lines
///     cpu{0-1,3}/online = 1    several files
///
/// In a content, \0 and \xHH are bytes.
namespace resizer::test {

struct MachineTree {
  std::string name;
  std::vector<util::File> files;
  machine::Cpus allowed;
};

/// All that are in `folder`, by name. Throws std::invalid_argument for a line that is none of the above.
std::vector<MachineTree> read_machine_trees(const std::filesystem::path& folder);

}  // namespace resizer::test
