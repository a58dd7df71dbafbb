#include "analysis/report_model.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "analysis/ceilings.hpp"
#include "analysis/headline.hpp"
#include "analysis/mode_comparison.hpp"
#include "analysis/mode_summary.hpp"
#include "analysis/mode_warnings.hpp"
#include "analysis/other_build_comparison.hpp"
#include "analysis/scaling_summary.hpp"
#include "bench/worker_counts.hpp"

namespace resizer::analysis {
namespace {

/// Collects texts by image, and the modes in which they occurred.
class Findings {
 public:
  void add(std::size_t job, const std::string& text, std::size_t mode) {
    std::vector<std::size_t>& modes = found_[{job, text}];
    if (modes.empty() || modes.back() != mode) modes.push_back(mode);
  }
  std::vector<Finding> take() {
    std::vector<Finding> all;
    for (auto& [key, modes] : found_) all.push_back({key.first, key.second, std::move(modes)});
    return all;
  }

 private:
  std::map<std::pair<std::size_t, std::string>, std::vector<std::size_t>> found_;
};

void find_in_outcome(const model::JobOutcome& outcome, std::size_t job, std::size_t mode, Findings& failures,
                     Findings& warnings) {
  if (const model::Done* done = outcome.done()) {
    for (const auto& [warning, name] : model::names<model::Warning>()) {
      if (done->report.warnings.has(warning)) warnings.add(job, std::string(describe(warning)), mode);
    }
  } else if (outcome.failed()) {
    const std::string attempts = outcome.attempts > 1 ? " (" + std::to_string(outcome.attempts) + " attempts)" : "";
    failures.add(job, reason(outcome.kind) + attempts, mode);
  }
}

void add_findings(ReportModel& report) {
  Findings failures;
  Findings warnings;
  const auto& all_series = report.facts.measurements.series;
  for (std::size_t mode = 0; mode < all_series.size(); ++mode) {
    for (const model::RunResult& run : all_series[mode].runs) {
      for (std::size_t job = 0; job < run.outcomes.size(); ++job) {
        find_in_outcome(run.outcomes[job], job, mode, failures, warnings);
      }
    }
  }
  report.failures = failures.take();
  report.warnings = warnings.take();
}

std::optional<std::uint64_t> bytes_written(const model::RunResult& run) {
  std::optional<std::uint64_t> bytes;
  for (const model::JobOutcome& outcome : run.outcomes) {
    const model::Done* done = outcome.done();
    if (done == nullptr) continue;
    for (const model::OutputFacts& output : done->report.outputs) {
      bytes = bytes.value_or(0) + output.image.bytes;
    }
  }
  return bytes;
}

PoolSizes pool_sizes(const Facts& facts) {
  PoolSizes sizes;
  for (const bench::Series& series : facts.measurements.series) {
    if (series.execution == model::Execution::parallel) sizes.used.push_back(series.workers);
  }
  sizes.used.erase(std::unique(sizes.used.begin(), sizes.used.end()), sizes.used.end());
  if (!sizes.used.empty()) {
    sizes.requested = bench::requested_worker_counts(facts.options.run.jobs, facts.cpus.cores());
  }
  return sizes;
}

/// Whether others had the cores while it measured.
bool takes_cores(const Disturbances& disturbances) {
  return disturbances.others || disturbances.stolen;
}

/// With the other build, or with earlier sessions; none of both: nothing.
std::optional<BaselineComparison> compare_with_others(const ReportModel& report) {
  const Facts& facts = report.facts;
  const MeasuredRun now{.setting = facts.setting,
                        .series = facts.measurements.series,
                        .was_busy = takes_cores(report.disturbances),
                        .fail_if_slower = facts.options.run.fail_if_slower};
  if (facts.other_build) return compare_with_other_build(*facts.other_build, now);
  if (facts.baselines.empty()) return std::nullopt;
  return compare_with_baseline(facts.baselines, now);
}

}  // namespace

std::optional<double> LostTime::cpu_ratio() const noexcept {
  if (sequential_cpu.count() <= 0) return std::nullopt;
  return 1 + static_cast<double>(parts.cpu.count()) / static_cast<double>(sequential_cpu.count());
}

std::optional<double> ModeSummary::share_of_ceiling() const noexcept {
  if (!speedup || !ceiling || !(ceiling->computing > 0)) return std::nullopt;
  return speedup->estimate / ceiling->computing;
}

bool has_noticeable_waits(const std::vector<ModeSummary>& modes) {
  constexpr std::int64_t kNoticeable = 1000;
  constexpr std::array kWaits{&stats::TimeUse::core_wait, &stats::TimeUse::memory_wait, &stats::TimeUse::disk_wait,
                              &stats::TimeUse::page_wait, &stats::TimeUse::stolen,      &stats::TimeUse::other_wait};
  return std::ranges::any_of(modes, [&](const ModeSummary& mode) {
    return mode.lost_time && std::ranges::any_of(kWaits, [&](auto wait) {
             return std::chrono::abs(mode.lost_time->parts.*wait) * kNoticeable > mode.lost_time->worker_time;
           });
  });
}

ReportModel make_report(Facts facts) {
  ReportModel report;
  report.facts = std::move(facts);
  for (const bench::Series& series : report.facts.measurements.series) {
    report.modes.push_back(summarize(series));
    for (const model::RunResult& run : series.runs) {
      if (const auto bytes = bytes_written(run)) report.output_bytes = bytes;
    }
  }
  report.pools = pool_sizes(report.facts);
  report.disturbances = find_disturbances(report.facts.measurements.series);
  report.cached_inputs = most_cached_inputs(report.facts.measurements.series);
  report.left_out_rounds = rounds_to_leave_out(report.disturbances, bench::count_rounds(report.facts.measurements));
  compare_with_sequential(report.facts, report.left_out_rounds, report.modes);
  add_ceilings(report.facts, report.modes);
  report.scaling = summarize_scaling(report.facts, report.left_out_rounds, report.modes);
  report.headline = headline_mode(report.facts, report.modes, report.scaling);
  report.advice = find_advice(report);
  report.mode_warnings = find_mode_warnings(report.modes);
  report.baseline = compare_with_others(report);
  add_findings(report);
  report.agreement = bench::compare_outputs(report.facts.measurements);
  for (const model::Job& job : report.facts.jobs) report.input_bytes += job.input_bytes;
  return report;
}

}  // namespace resizer::analysis
