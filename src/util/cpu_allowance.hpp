#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace resizer::util {

/// How many cores this process may use, and what limits them.
struct CpuAllowance {
  /// Cores in the affinity mask (sched_getaffinity(2)); at least 1.
  unsigned affinity_cores = 1;
  /// The CPU quota of the control groups, in cores; none if there is none.
  std::optional<double> quota_cores;

  /// The smaller of both, the quota rounded up: a quota of 1.5 cores keeps two workers busy. At least 1.
  unsigned cores() const noexcept;
  /// Whether the quota, not the affinity mask, decides cores().
  bool limited_by_quota() const noexcept;
};

/// The allowance of the calling process.
CpuAllowance cpu_allowance();

/// The core numbers of the calling process's affinity mask, ascending; empty if unknown.
std::vector<unsigned> allowed_cpus();

/// The strictest CPU quota of the calling process's control group and its ancestors, in cores: cpu.max of
/// cgroup v2, cpu.cfs_quota_us over cpu.cfs_period_us of v1 (Linux, Documentation/admin-guide/cgroup-v2.rst and
/// scheduler/sched-bwc.rst). `root` replaces / in tests.
std::optional<double> cgroup_cpu_quota(const std::filesystem::path& root = "/");

}  // namespace resizer::util
