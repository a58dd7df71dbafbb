#include "analysis/advice.hpp"

#include <algorithm>

#include "analysis/report_model.hpp"
#include "analysis/typical_round.hpp"
#include "stats/summary.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

/// A part of the workers' time that is worth a sentence.
constexpr double kNoticeable = 0.1;

const ModeSummary* pool_of(unsigned workers, const std::vector<ModeSummary>& modes) {
  const auto found = std::ranges::find_if(modes, [workers](const ModeSummary& mode) {
    return mode.execution == model::Execution::parallel && mode.workers == workers && mode.speedup;
  });
  return found != modes.end() ? &*found : nullptr;
}

std::optional<Advice> second_threads(const ReportModel& report, const ModeSummary& /*mode*/) {
  std::size_t cores = 0;
  std::size_t threads = 0;
  for (const machine::CoreKind& kind : report.facts.context.machine.allowed_core_kinds) {
    cores += kind.cores.size();
    threads += kind.cpus.size();
  }
  if (cores == threads || !report.scaling || report.scaling->recommended_jobs != cores) return std::nullopt;
  const ModeSummary* few = pool_of(static_cast<unsigned>(cores), report.modes);
  const ModeSummary* many = pool_of(static_cast<unsigned>(threads), report.modes);
  if (few == nullptr || many == nullptr) return std::nullopt;
  return SecondThreadsIdle{.jobs = few->workers, .gain = many->speedup->estimate / few->speedup->estimate - 1};
}

double share_of_workers(const ModeSummary& mode, std::chrono::nanoseconds part) {
  const double whole_s = util::to_seconds(mode.lost_time->worker_time);
  return whole_s > 0 ? util::to_seconds(part) / whole_s : 0;
}

/// The clock factor of the images, 1 if it is unknown or within its noise.
double clock_factor(const ModeSummary& mode) {
  const auto& slower = mode.lost_time->slower_cpu;
  return slower && slower->clock && !slower->clock->is_within_noise() ? slower->clock->factor : 1;
}

/// The images take longer in the pool by as much as memory makes the streaming loop, and not by a lower clock.
std::optional<Advice> memory_bound(const ReportModel& report, const ModeSummary& mode) {
  constexpr double kClearlyLess = 0.85;
  constexpr double kNear = 0.15;
  if (!mode.ceiling || !mode.ceiling->streaming || !mode.lost_time) return std::nullopt;
  if (report.facts.calibration->was_busy()) return std::nullopt;
  const double streaming = *mode.ceiling->streaming;
  const bool could_be = streaming < kClearlyLess * mode.ceiling->computing;
  const bool is_there = std::abs(mode.speedup->estimate / streaming - 1) < kNear;
  const bool is_slow = share_of_workers(mode, mode.lost_time->parts.cpu) > kNoticeable &&
                       mode.lost_time->cpu_ratio().value_or(1) > clock_factor(mode) * (1 + kNoticeable);
  if (!could_be || !is_there || !is_slow) return std::nullopt;
  return MemoryBound{.streaming = streaming};
}

std::optional<Advice> clock_fell(const ReportModel& /*report*/, const ModeSummary& mode) {
  if (!mode.lost_time) return std::nullopt;
  const double share = 1 - 1 / clock_factor(mode);
  return share > kNoticeable ? std::optional<Advice>(ClockFell{share}) : std::nullopt;
}

std::optional<Advice> plug_in(const ReportModel& report, const ModeSummary& /*mode*/) {
  constexpr double kLimited = 0.95;
  const machine::Description& machine = report.facts.context.machine;
  const machine::Power& power = machine.power;
  if (power.source != machine::PowerSource::battery) return std::nullopt;
  if (power.profile == "low-power") return PlugIn{"the profile is low-power"};
  if (power.turbo == false) return PlugIn{"turbo is off"};
  for (const machine::CoreKind& kind : machine.allowed_core_kinds) {
    const auto& [least, most, limit, governor] = kind.clock;
    if (most && limit && *limit < kLimited * *most) return PlugIn{"the clock is limited"};
  }
  if (power.energy_preference == "power" || power.energy_preference == "balance_power") {
    return PlugIn{"the processor prefers to save energy"};
  }
  return std::nullopt;
}

std::chrono::nanoseconds end_of(const model::JobOutcome& outcome) {
  return outcome.start + outcome.duration;
}

/// The image that ended last, if the others were done long before it and it is much larger than they are.
std::optional<Advice> straggler(const ReportModel& report, const ModeSummary& mode) {
  constexpr double kMuchLarger = 3;
  if (!mode.lost_time) return std::nullopt;
  const double idle_share = share_of_workers(mode, mode.lost_time->parts.imbalance);
  const bench::Series& series = report.facts.measurements.series[*report.headline];
  const std::optional<std::size_t> round = typical_round(series);
  if (idle_share < kNoticeable || !round) return std::nullopt;
  const std::vector<model::JobOutcome>& outcomes = series.runs[*round].outcomes;
  const auto last = std::ranges::max_element(outcomes, {}, end_of);
  std::vector<double> megapixels;
  for (const model::JobOutcome& outcome : outcomes) {
    const model::Done* done = outcome.done();
    if (done != nullptr) {
      megapixels.push_back(1e-6 * static_cast<double>(done->report.input.width_px) * done->report.input.height_px);
    } else if (&outcome == &*last) {
      return std::nullopt;
    }
  }
  const model::ImageFacts& image = last->done()->report.input;
  const double own = 1e-6 * static_cast<double>(image.width_px) * image.height_px;
  if (own < kMuchLarger * stats::median(megapixels).value_or(own)) return std::nullopt;
  return Straggler{
      .job = static_cast<std::size_t>(last - outcomes.begin()), .megapixels = own, .idle_share = idle_share};
}

std::optional<Advice> long_start(const ReportModel& /*report*/, const ModeSummary& mode) {
  if (!mode.lost_time) return std::nullopt;
  const double share = share_of_workers(mode, mode.lost_time->parts.start);
  return share > kNoticeable ? std::optional<Advice>(StartIsLong{share}) : std::nullopt;
}

}  // namespace

std::vector<Advice> find_advice(const ReportModel& report) {
  std::vector<Advice> all;
  if (!report.headline) return all;
  const ModeSummary& mode = report.modes[*report.headline];
  if (!mode.speedup || mode.is_impossible) return all;
  for (const auto rule : {second_threads, memory_bound, clock_fell, plug_in, straggler, long_start}) {
    if (const std::optional<Advice> advice = rule(report, mode)) all.push_back(*advice);
  }
  return all;
}

}  // namespace resizer::analysis
