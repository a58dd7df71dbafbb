#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace resizer::util {

/// How many processes of the calling process's control group the kernel has killed for lack of memory since the group
/// was made: `oom_kill` in memory.events of cgroup v2, in memory.oom_control of v1 (Linux,
/// Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst). Where no group counts, how many in the whole
/// system since it booted (/proc/vmstat). It is counted before the victim dies. None where nothing counts. `root`
/// stands in for / in tests.
std::optional<std::uint64_t> oom_kills(const std::filesystem::path& root = "/");

}  // namespace resizer::util
