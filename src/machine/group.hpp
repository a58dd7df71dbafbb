#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace resizer::machine {

/// How often and how long tasks waited for a resource: of the pressure stall information (Linux,
/// Documentation/accounting/psi.rst), its line "some".
struct Pressure {
  double share_10s = 0;  ///< Of the last ten seconds.
  double share_60s = 0;
  std::chrono::microseconds total{};
};

/// None means unknown: without PSI, or with cgroup v1 for those of a group.
struct Pressures {
  std::optional<Pressure> cpu;
  std::optional<Pressure> memory;
  std::optional<Pressure> io;
};

/// How often the quota of this process's control group, or of one above it, stopped its tasks (cpu.stat of
/// Documentation/admin-guide/cgroup-v2.rst and scheduler/sched-bwc.rst), since the group was made.
struct QuotaStops {
  std::uint64_t periods = 0;
  std::uint64_t stopped_periods = 0;
  std::chrono::microseconds stopped{};
};

/// Of the group that was stopped for longest; none if unknown. `root` replaces / in tests.
std::optional<QuotaStops> read_quota_stops(const std::filesystem::path& root = "/");

/// Of the whole machine, and of this process's control group.
Pressures read_system_pressures(const std::filesystem::path& root = "/");
Pressures read_group_pressures(const std::filesystem::path& root = "/");

}  // namespace resizer::machine
