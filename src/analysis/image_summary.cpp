#include "analysis/image_summary.hpp"

#include <algorithm>
#include <numeric>

#include "stats/summary.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

/// How much an image deserves to be listed.
struct Weight {
  bool failed = false;
  std::chrono::nanoseconds time{};  ///< Of all runs.
  auto operator<=>(const Weight&) const = default;
};

Weight weight_of(const ReportModel& report, std::size_t job) {
  Weight weight;
  for (const bench::Series& series : report.facts.measurements.series) {
    for (const model::RunResult& run : series.runs) {
      weight.failed = weight.failed || run.outcomes[job].failed();
      weight.time += run.outcomes[job].duration;
    }
  }
  return weight;
}

}  // namespace

ImageSummary summarize_image(const ReportModel& report, std::size_t job) {
  ImageSummary image{.job = job, .result = ImageSummary::Result::done, .report = nullptr, .time_s = {}};
  for (const bench::Series& series : report.facts.measurements.series) {
    std::vector<double> times_s;
    for (const model::RunResult& run : series.runs) {
      const model::JobOutcome& outcome = run.outcomes[job];
      if (const model::Done* done = outcome.done()) {
        times_s.push_back(util::to_seconds(outcome.duration));
        image.report = &done->report;
      } else if (outcome.failed()) {
        image.result = ImageSummary::Result::failed;
      } else if (image.result == ImageSummary::Result::done) {
        image.result = ImageSummary::Result::interrupted;
      }
    }
    image.time_s.push_back(stats::median(times_s));
  }
  return image;
}

std::vector<std::size_t> images_to_list(const ReportModel& report, std::size_t most) {
  std::vector<std::size_t> jobs(report.facts.jobs.size());
  std::iota(jobs.begin(), jobs.end(), std::size_t{0});
  if (jobs.size() <= most) return jobs;
  std::vector<Weight> weights;
  weights.reserve(jobs.size());
  for (const std::size_t job : jobs) weights.push_back(weight_of(report, job));
  const auto end = jobs.begin() + static_cast<std::ptrdiff_t>(most);
  std::ranges::nth_element(jobs, end, std::ranges::greater{}, [&](std::size_t job) { return weights[job]; });
  jobs.erase(end, jobs.end());
  std::ranges::sort(jobs);
  return jobs;
}

}  // namespace resizer::analysis
