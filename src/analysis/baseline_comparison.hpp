#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "bench/measurements.hpp"
#include "model/options.hpp"
#include "stats/sample_ratio.hpp"

namespace resizer::analysis {

/// A run to be measured.
struct PlannedRun {
  const model::RunOptions& options;
  const Workload& workload;
  const std::vector<bench::Configuration>& configurations;
  const Setting& setting;
};

/// Throws util::Error(usage) if a comparison with the baseline would be meaningless: other options or inputs, or no
/// mode in common. options.fail_if_slower also needs the same processor, cores and kind of build, and enough rounds.
void require_comparable(const Baseline& baseline, const PlannedRun& planned);

/// One mode against the same mode of the baseline.
struct ModeAgainstBaseline {
  std::size_t mode = 0;  ///< Position in the measurements' series.
  std::size_t baseline_rounds = 0;
  stats::SampleRatio wall_ratio;  ///< Wall time divided by that of the baseline: above 1 is slower.
  /// Slower than fail_if_slower allows, even at the lower end of the interval.
  bool is_too_slow = false;
};

struct BaselineComparison {
  std::string program_version;  ///< The baseline's.
  /// Differences of build and libraries, such as "zimg: 3.0.4 then, 3.0.5 now".
  std::vector<std::string> program_differences;
  std::vector<std::string> machine_differences;  ///< Such as "allowed_cores: 4 then, 2 now".
  std::vector<ModeAgainstBaseline> modes;        ///< Those measured by both.
};

/// `fail_if_slower` is a fraction: 0.05 allows 5 % more wall time.
BaselineComparison compare_with_baseline(const Baseline& baseline, const Setting& setting,
                                         const std::vector<bench::Series>& all_series,
                                         std::optional<double> fail_if_slower);

/// Whether some mode is too slow.
bool is_regression(const BaselineComparison& comparison);

}  // namespace resizer::analysis
