#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Limits and counters of the calling process's control group (Linux, Documentation/admin-guide/cgroup-v2.rst,
/// cgroup-v1/memory.rst and scheduler/sched-bwc.rst). `root` replaces / in tests.
namespace resizer::util {

/// The folder of a control group.
struct GroupFolder {
  std::filesystem::path path;
  bool v2 = false;
};

/// The group of this process and its ancestors, from the innermost out, in every hierarchy in which the controller,
/// "cpu" or "memory", may set a limit.
std::vector<GroupFolder> cgroup_folders(const std::string& controller, const std::filesystem::path& root = "/");

/// The strictest CPU quota of the group and its ancestors, in cores: cpu.max of cgroup v2, cpu.cfs_quota_us over
/// cpu.cfs_period_us of v1.
std::optional<double> cgroup_cpu_quota(const std::filesystem::path& root = "/");

/// The strictest memory limit of the group and its ancestors: memory.max of cgroup v2, memory.limit_in_bytes of v1.
std::optional<std::uint64_t> cgroup_memory_limit(const std::filesystem::path& root = "/");

/// How many processes of the group the OOM killer has killed since it was created: `oom_kill` in memory.events of
/// cgroup v2, in memory.oom_control of v1. Without such a counter, how many in the whole system since boot
/// (/proc/vmstat). The kernel counts before the victim dies. None if unknown.
std::optional<std::uint64_t> oom_kills(const std::filesystem::path& root = "/");

}  // namespace resizer::util
