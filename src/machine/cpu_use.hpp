#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "util/clock.hpp"

/// Who used the allowed cores in a period.
namespace resizer::machine {

/// What some cores have done since boot, in clock ticks (sysconf(_SC_CLK_TCK)).
struct CpuTicks {
  std::uint64_t busy = 0;    ///< In programs and in the kernel.
  std::uint64_t stolen = 0;  ///< Waiting for the hypervisor.
};

/// The sum over these cores, from /proc/stat (Linux, Documentation/filesystems/proc.rst, section 1.7). None if a core
/// is missing, or if there are none. `root` replaces / in tests.
std::optional<CpuTicks> read_cpu_ticks(std::span<const unsigned> cpus, const std::filesystem::path& root = "/");

/// Counters of some cores at one moment.
struct CpuSample {
  util::Clock::time_point at;
  std::size_t cores = 0;
  std::optional<CpuTicks> ticks;
  /// CPU time of this process and its reaped children.
  std::chrono::nanoseconds own{};
};

/// What the allowed cores did in a period.
struct CpuUse {
  /// Cores x period.
  std::chrono::nanoseconds available{};
  /// Of other programs and of the kernel: all but this process and its children.
  std::chrono::nanoseconds others{};
  /// Taken by the hypervisor for other virtual machines.
  std::chrono::nanoseconds stolen{};
  /// How far the counters can be off: they count in ticks.
  std::chrono::nanoseconds resolution{};

  double others_share() const noexcept { return share(others); }
  double stolen_share() const noexcept { return share(stolen); }

 private:
  double share(std::chrono::nanoseconds part) const noexcept {
    return available.count() > 0 ? static_cast<double>(part.count()) / static_cast<double>(available.count()) : 0;
  }
};

/// How many of some cores were at work in a period, whoever they worked for.
struct CoreLoad {
  double busy_cores = 0;
  double stolen_cores = 0;  ///< Taken by the hypervisor.
};

/// None if unknown. Needs no reaped children, and counts in ticks: over short periods it is coarse.
std::optional<CoreLoad> load_between(const CpuSample& begin, const CpuSample& end);

/// None if unknown. The children that ran in between must have been reaped before `end`.
std::optional<CpuUse> use_between(const CpuSample& begin, const CpuSample& end);

}  // namespace resizer::machine
