#include "resizer/bench/benchmark.hpp"

#include "resizer/bench/file_cache.hpp"

namespace resizer::bench {

std::optional<int> interrupted_by(const Measurements& measurements) noexcept {
  for (const Series& series : measurements.series) {
    for (const model::RunResult& run : series.runs) {
      if (run.interrupted_by) return run.interrupted_by;
    }
  }
  return std::nullopt;
}

Measurements measure(std::span<const Contender> contenders, std::span<const model::Job> jobs, Observer& observer) {
  Measurements measurements;
  for (const Contender& contender : contenders) {
    measurements.series.push_back({.execution = contender.execution, .workers = contender.workers, .runs = {}});
  }
  if (contenders.size() > 1) {
    observer.on_warming();
    warm_file_cache(jobs);
    measurements.file_cache = FileCache::warmed;
  }
  for (std::size_t i = 0; i < contenders.size() && !interrupted_by(measurements); ++i) {
    observer.on_run_begin(contenders[i]);
    measurements.series[i].runs.push_back(contenders[i].executor->run(jobs, observer));
    observer.on_run_end(measurements.series[i].runs.back());
  }
  return measurements;
}

}  // namespace resizer::bench
