#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace resizer::util {

/// How many processes of the calling process's control group the OOM killer has killed since the group was created:
/// `oom_kill` in memory.events of cgroup v2, in memory.oom_control of v1 (Linux,
/// Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst). Without such a counter, how many in the
/// whole system since boot (/proc/vmstat). The kernel counts before the victim dies. None if unknown. `root` replaces /
/// in tests.
std::optional<std::uint64_t> oom_kills(const std::filesystem::path& root = "/");

}  // namespace resizer::util
