#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "resizer/bench/benchmark.hpp"
#include "resizer/report/baseline.hpp"
#include "resizer/stats/sample_ratio.hpp"

namespace resizer::report {

/// A run that is about to be measured.
struct PlannedRun {
  const model::Options& options;
  const std::vector<model::Job>& jobs;
  std::span<const bench::Contender> contenders;
};

/// Throws util::Error(usage) when a comparison with the baseline would say nothing: other options or inputs, no mode in
/// common, or too few rounds for options.run.fail_if_slower to be answered.
void require_comparable(const Baseline& baseline, const PlannedRun& planned);

/// One mode against the same mode of the baseline.
struct ModeAgainstBaseline {
  std::size_t mode = 0;  ///< Position in the measurements' series.
  std::size_t baseline_rounds = 0;
  stats::SampleRatio wall_ratio;  ///< Wall time by that of the baseline: above 1 is slower.
  /// Slower than fail_if_slower allows, even at the lower end of the interval.
  bool is_too_slow = false;
};

struct BaselineComparison {
  std::string program_version;  ///< The baseline's.
  /// What is known of both machines and differs, such as "allowed_cores: 4 then, 2 now".
  std::vector<std::string> machine_differences;
  std::vector<ModeAgainstBaseline> modes;  ///< Those that both have measured.
};

/// `fail_if_slower` is a share: 0.05 allows five percent more wall time.
BaselineComparison compare_with_baseline(const Baseline& baseline, const NamedValues& machine,
                                         const std::vector<bench::Series>& all_series,
                                         std::optional<double> fail_if_slower);

/// Whether some mode is too slow.
bool is_regression(const BaselineComparison& comparison);

}  // namespace resizer::report
