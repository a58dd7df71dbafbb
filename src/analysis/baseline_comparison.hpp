#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/baseline.hpp"
#include "analysis/slowdown.hpp"
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

/// Throws util::Error(usage) if a comparison with this earlier session would be meaningless: other options or inputs,
/// or no mode in common. options.fail_if_slower also needs the same processor, cores and kind of build, and, if there
/// is but one earlier session, enough rounds.
void require_comparable(const Baseline& baseline, const PlannedRun& planned);

/// Throws util::Error(usage) if two of them are the same session: sessions that do not differ would prove anything.
void require_different(const std::vector<Baseline>& sessions);

/// A run that was measured.
struct MeasuredRun {
  const Setting& setting;
  const std::vector<bench::Series>& series;
  bool was_busy = false;
  std::optional<double> fail_if_slower{};  ///< A fraction: 0.05 allows 5 % more wall time.
};

/// How a mode now is compared with the same mode then.
enum class ComparisonMethod : std::uint8_t {
  rounds,    ///< With one earlier session: stats::sample_ratio of the rounds. It knows the noise within a session only.
  sessions,  ///< With several: stats::session_ratio of their median wall times.
  turns,     ///< With another build in the same session: stats::paired_ratio of the rounds.
};

/// One mode against the same mode of the earlier sessions.
struct ModeAgainstBaseline {
  std::size_t mode = 0;                        ///< Position in the measurements' series.
  std::vector<std::size_t> baseline_rounds{};  ///< Of each earlier session that has the mode, or of the other build.
  ComparisonMethod method = ComparisonMethod::rounds;
  stats::SampleRatio wall_ratio{};         ///< Wall time divided by that of the baseline: above 1 is slower.
  std::optional<double> cpu_ratio{};       ///< Likewise for CPU seconds: more work, or slower cores.
  std::optional<SlowdownAnswer> answer{};  ///< With fail_if_slower only.
};

/// An earlier session, or that of another build.
struct BaselineSession {
  std::string program_version;
  /// Differences of build and libraries, such as "zimg: 3.0.4 then, 3.0.5 now".
  std::vector<std::string> program_differences;
  std::vector<std::string> machine_differences;  ///< Such as "allowed_cores: 4 then, 2 now".
};

struct BaselineComparison {
  std::vector<BaselineSession> sessions;
  std::vector<ModeAgainstBaseline> modes;  ///< Those measured now and then, with as many failures.
  bool has_limit = false;                  ///< Whether fail_if_slower was asked.
};

/// The mode of an earlier session that has a complete run of it; nullptr if there is none.
const BaselineMode* find_mode(const Baseline& baseline, const bench::Configuration& configuration);

/// How a session's program and machine differ from those now.
BaselineSession session_of(const Setting& then, const Setting& now);

BaselineComparison compare_with_baseline(const std::vector<Baseline>& sessions, const MeasuredRun& now);

/// Whether some mode is too slow.
bool is_regression(const BaselineComparison& comparison);

/// Whether fail_if_slower got no answer: a mode's is inconclusive, or nothing could be compared. Not if a mode is too
/// slow.
bool is_inconclusive(const BaselineComparison& comparison);

}  // namespace resizer::analysis
