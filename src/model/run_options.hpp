#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/names.hpp"

/// What is run and measured, and how often.
namespace resizer::model {

/// Which modes a run executes.
enum class Mode : std::uint8_t { compare, parallel, sequential };

/// The state of the file cache at the start of a run.
enum class Cache : std::uint8_t {
  warm,  ///< As it is; if runs are compared, every input is read once before.
  cold,  ///< The inputs are dropped from the cache before every run.
};

/// One worker for each allowed core.
struct AutoWorkers {};
/// The worker counts that show how the pool scales on the allowed cores.
struct SweepWorkers {};
/// The number of workers of the pool; several counts are measured as separate modes.
using Workers = std::variant<AutoWorkers, SweepWorkers, std::vector<unsigned>>;

/// As many rounds as it takes until the interval of the speedup is narrow enough.
struct AutoRuns {
  friend bool operator==(const AutoRuns&, const AutoRuns&) = default;
};
/// How many rounds are measured; at least 1.
using Runs = std::variant<unsigned, AutoRuns>;

/// The count, or 0 for AutoRuns.
constexpr unsigned fixed_runs(const Runs& runs) noexcept {
  const auto* count = std::get_if<unsigned>(&runs);
  return count != nullptr ? *count : 0;
}

/// Which CPUs a worker may run on.
enum class Pin : std::uint8_t {
  none,        ///< All that the program may use: the kernel chooses.
  cores,       ///< One for each worker: fast cores first, and second threads of cores last.
  fast_cores,  ///< Those of the fastest kind of cores.
};

/// Another program to measure beside this one.
struct OtherProgram {
  std::filesystem::path path;  ///< Without a slash, it is looked for in PATH.
  /// Those that give it the same work: inputs, sizes and everything else that affects outputs or their duration.
  std::vector<std::string> arguments;
};

struct RunOptions {
  Mode mode = Mode::compare;
  Workers jobs;
  Runs runs = 1U;       ///< Measured, of each mode.
  unsigned warmup = 0;  ///< Unmeasured, of each mode before those.
  /// With AutoRuns, how far the bounds of the speedup's interval may be from it: 0.01 allows 1 %.
  double precision = 0.01;
  Cache cache = Cache::warm;
  Pin pin = Pin::none;
  /// Measure how fast the cores are alone and together, to know what speedup is possible.
  bool calibrate = true;
  /// Earlier JSON reports to compare this run with, each of one session.
  std::vector<std::filesystem::path> baselines;
  /// Another build to compare this one with, in turns.
  std::optional<OtherProgram> against;
  /// How much slower than what it is compared with a mode may be: 0.05 allows 5 % more wall time.
  std::optional<double> fail_if_slower;
};

template <>
std::span<const Name<Mode>> names<Mode>() noexcept;
template <>
std::span<const Name<Cache>> names<Cache>() noexcept;
template <>
std::span<const Name<Pin>> names<Pin>() noexcept;

}  // namespace resizer::model
