#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// What the calling process may use of the machine.
namespace resizer::util {

/// How many cores this process may use, and what limits them.
struct CpuAllowance {
  /// Cores in the affinity mask (sched_getaffinity(2)); at least 1.
  unsigned affinity_cores = 1;
  /// The CPU quota of the control groups, in cores; none if there is none.
  std::optional<double> quota_cores;

  /// The smaller of both, the quota rounded up: a quota of 1.5 cores keeps two workers busy. At least 1.
  unsigned cores() const noexcept;
  /// The smaller of both as it is: never more than this much work is done at a time.
  double usable_cores() const noexcept;
  /// Whether the quota, not the affinity mask, decides usable_cores().
  bool limited_by_quota() const noexcept;
};

CpuAllowance cpu_allowance();

/// The core numbers of the calling process's affinity mask, ascending; empty if unknown.
std::vector<unsigned> allowed_cpus();

/// How much memory this process may use, in bytes, and what limits it.
struct MemoryAllowance {
  std::uint64_t physical_bytes = 0;
  /// The limit of the control groups; none if there is none.
  std::optional<std::uint64_t> cgroup_bytes;

  /// The smaller of both.
  std::uint64_t bytes() const noexcept;
};

MemoryAllowance memory_allowance();

}  // namespace resizer::util
