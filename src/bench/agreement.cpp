#include "bench/agreement.hpp"

#include <algorithm>

namespace resizer::bench {
namespace {

bool same_outputs(const model::JobReport& a, const model::JobReport& b) {
  return std::ranges::equal(a.outputs, b.outputs, {}, &model::OutputFacts::hash, &model::OutputFacts::hash);
}

std::vector<const model::RunResult*> complete_runs(const Measurements& measurements) {
  std::vector<const model::RunResult*> runs;
  for (const Series& series : measurements.series) {
    for (const model::RunResult& run : series.runs) {
      if (run.is_complete()) runs.push_back(&run);
    }
  }
  return runs;
}

}  // namespace

std::optional<Agreement> compare_outputs(const Measurements& measurements) {
  const std::vector<const model::RunResult*> runs = complete_runs(measurements);
  if (runs.size() < 2) return std::nullopt;

  Agreement agreement;
  for (std::size_t job = 0; job < runs.front()->outcomes.size(); ++job) {
    const auto done_in = [job](const model::RunResult* run) { return run->outcomes[job].done(); };
    if (std::ranges::none_of(runs, done_in)) continue;
    ++agreement.compared;
    const model::Done* reference = done_in(runs.front());
    const bool identical = reference != nullptr && std::ranges::all_of(runs, [&](const model::RunResult* run) {
                             const model::Done* other = done_in(run);
                             return other != nullptr && same_outputs(reference->report, other->report);
                           });
    if (identical) {
      ++agreement.identical;
    } else {
      agreement.different.push_back(job);
    }
  }
  return agreement;
}

}  // namespace resizer::bench
