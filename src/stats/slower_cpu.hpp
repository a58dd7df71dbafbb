#pragma once

#include <optional>
#include <span>

#include "model/outcome.hpp"

/// Why the same images take more CPU time in a pool than sequentially. Each factor is how many times as much CPU time
/// one cause makes of it.
namespace resizer::stats {

/// Of what the cores counted in user mode.
struct WorkFactors {
  double instructions = 1;
  double cycles_per_instruction = 1;  ///< Other threads of the core, caches and memory.
};

/// The clock of the sequential mode divided by that of the pool.
struct ClockFactor {
  double factor = 1;
  double error = 0;  ///< Standard error of its logarithm, by the spread of the readings.

  /// Whether it may as well be 1: the logarithm is within two standard errors of 0.
  bool is_within_noise() const noexcept;
};

/// The CPU time of a pool's images divided by that of the same images in the sequential mode, and its factors, whose
/// product it is. None means unknown.
struct SlowerCpu {
  double total = 1;
  std::optional<WorkFactors> work{};
  std::optional<ClockFactor> clock{};

  /// The factor that is left: kernel mode and time that a hypervisor took unseen, and all that is unknown.
  double rest() const noexcept;
};

/// outcomes[i] of both runs is of the same image. Images whose CPU time is unknown in either run are left out; none if
/// that are all. The counts are of the images that were counted in both runs, unknown if those had less than half of
/// the CPU time. The clocks are means of the readings, weighted with the CPU time of their images, since cycles are
/// clock x time; they are unknown below two readings in either run.
std::optional<SlowerCpu> slower_cpu(std::span<const model::JobOutcome> sequential,
                                    std::span<const model::JobOutcome> pool);

/// The geometric means of several rounds, so that their product is exact again; a factor that some round does not know
/// is unknown. None without a round.
std::optional<SlowerCpu> mean_of(std::span<const SlowerCpu> rounds);

}  // namespace resizer::stats
