#include "report/json/parts.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

Json of_all_rounds_json(const std::optional<stats::PairedRatio>& speedup) {
  if (!speedup) return nullptr;
  return {{"rounds", speedup->pairs}, {"estimate", speedup->estimate}, {"interval", interval_json(speedup->interval)}};
}

Json speedup_json(const analysis::ModeSummary& mode) {
  if (!mode.speedup) return nullptr;
  return {{"images", mode.compared_images},
          {"rounds", mode.speedup->pairs},
          {"estimate", mode.speedup->estimate},
          {"interval", interval_json(mode.speedup->interval)},
          {"of_all_rounds", of_all_rounds_json(mode.speedup_of_all_rounds)},
          {"impossible", mode.is_impossible}};
}

Json no_speedup_json(std::optional<analysis::NoSpeedup> reason) {
  if (!reason) return nullptr;
  switch (*reason) {
    case analysis::NoSpeedup::no_round:
      return "no_round";
    case analysis::NoSpeedup::all_failed:
      return "all_failed";
    case analysis::NoSpeedup::failures_differ:
      return "failures_differ";
  }
  return nullptr;
}

Json slower_cpu_json(const std::optional<stats::SlowerCpu>& slower) {
  if (!slower) return nullptr;
  const auto& [total, work, clock] = *slower;
  return {{"total", total},
          {"instructions", work ? Json(work->instructions) : Json(nullptr)},
          {"cycles_per_instruction", work ? Json(work->cycles_per_instruction) : Json(nullptr)},
          {"clock", clock ? Json(clock->factor) : Json(nullptr)},
          {"clock_error", clock ? Json(clock->error) : Json(nullptr)},
          {"rest", slower->rest()}};
}

Json ceiling_json(const std::optional<analysis::Ceiling>& ceiling) {
  if (!ceiling) return nullptr;
  return {
      {"computing", ceiling->computing}, {"streaming", json_or_null(ceiling->streaming)}, {"quota", ceiling->is_quota}};
}

Json lost_time_json(const std::optional<analysis::LostTime>& lost) {
  if (!lost) return nullptr;
  return {{"rounds", lost->rounds},
          {"worker_time_s", util::to_seconds(lost->worker_time)},
          {"total_s", util::to_seconds(lost->parts.total())},
          {"start_s", util::to_seconds(lost->parts.start)},
          {"imbalance_s", util::to_seconds(lost->parts.imbalance)},
          {"waiting_s", util::to_seconds(lost->parts.waiting())},
          {"core_wait_s", util::to_seconds(lost->parts.core_wait)},
          {"memory_wait_s", util::to_seconds(lost->parts.memory_wait)},
          {"disk_wait_s", util::to_seconds(lost->parts.disk_wait)},
          {"page_wait_s", util::to_seconds(lost->parts.page_wait)},
          {"stolen_s", util::to_seconds(lost->parts.stolen)},
          {"other_wait_s", util::to_seconds(lost->parts.other_wait)},
          {"slower_cpu_s", util::to_seconds(lost->parts.cpu)},
          {"supervision_s", util::to_seconds(lost->parts.supervision)},
          {"cpu_ratio", json_or_null(lost->cpu_ratio())},
          {"slower_cpu", slower_cpu_json(lost->slower_cpu)}};
}

std::string_view name_of(stats::ScalingFit::Peak peak) {
  switch (peak) {
    case stats::ScalingFit::Peak::none:
      return "none";
    case stats::ScalingFit::Peak::withheld:
      return "withheld";
    case stats::ScalingFit::Peak::measured:
      return "measured";
  }
  return {};
}

Json no_advice_json(std::optional<analysis::NoAdvice> reason) {
  if (!reason) return nullptr;
  switch (*reason) {
    case analysis::NoAdvice::too_few_rounds:
      return "too_few_rounds";
    case analysis::NoAdvice::unstable:
      return "unstable";
    case analysis::NoAdvice::failures:
      return "failures";
  }
  return nullptr;
}

Json fit_json(const std::optional<stats::ScalingFit>& fit) {
  if (!fit) return nullptr;
  return {{"contention", fit->contention},      {"coherency", fit->coherency},
          {"residuals", fit->residuals},        {"rms_residual", fit->rms_residual()},
          {"peak", name_of(fit->peak())},       {"best_workers", json_or_null(fit->best_workers())},
          {"limit", json_or_null(fit->limit())}};
}

}  // namespace

Json interval_json(const std::optional<stats::Interval>& interval) {
  if (!interval) return nullptr;
  return {{"low", interval->low}, {"high", interval->high}, {"coverage", interval->coverage}};
}

Json summary_json(const stats::Summary& summary) {
  return {{"count", summary.count},
          {"minimum", json_or_null(summary.minimum)},
          {"median", json_or_null(summary.median)},
          {"median_interval", interval_json(summary.median_interval)},
          {"mean", json_or_null(summary.mean)},
          {"standard_deviation", json_or_null(summary.standard_deviation)},
          {"median_absolute_deviation", json_or_null(summary.median_absolute_deviation)}};
}

Json energy_json(const std::optional<analysis::EnergyUse>& energy) {
  if (!energy) return nullptr;
  return {{"joules_per_image", summary_json(energy->joules_per_image)},
          {"watts", summary_json(energy->watts)},
          {"energy_delay_js", summary_json(energy->energy_delay_js)}};
}

Json summary_json(const analysis::ModeSummary& mode) {
  const double total_s = util::to_seconds(mode.stage_times.total());
  Json shares = nullptr;
  if (total_s > 0) {
    shares = Json::object();
    for (const auto& [name, member] : analysis::kStages) {
      shares[std::string(name)] = util::to_seconds(mode.stage_times.*member) / total_s;
    }
  }
  return {{"wall_s", summary_json(mode.wall_s)},
          {"outlier_rounds", mode.outlier_rounds},
          {"first_round_slow", mode.is_first_round_slow},
          {"cpu_s", json_or_null(mode.cpu_s)},
          {"images_per_s", json_or_null(mode.images_per_s)},
          {"input_megapixels_per_s", json_or_null(mode.input_megapixels_per_s)},
          {"image_median_s", json_or_null(mode.image_median_s)},
          {"image_p95_s", json_or_null(mode.image_p95_s)},
          {"energy", energy_json(mode.energy)},
          {"done", mode.done},
          {"failed", mode.failed},
          {"interrupted", mode.interrupted},
          {"stage_shares", std::move(shares)},
          {"speedup", speedup_json(mode)},
          {"no_speedup", no_speedup_json(mode.no_speedup)},
          {"efficiency", json_or_null(mode.efficiency)},
          {"ceiling", ceiling_json(mode.ceiling)},
          {"share_of_ceiling", json_or_null(mode.share_of_ceiling())},
          {"serial_fraction", json_or_null(mode.serial_fraction)},
          {"lost_time", lost_time_json(mode.lost_time)}};
}

Json calibration_json(const std::optional<bench::Calibration>& calibration) {
  if (!calibration) return nullptr;
  Json alone = Json::array();
  for (const auto& [cpu, computing, streaming] : calibration->alone) {
    alone.push_back({{"cpu", cpu}, {"computing", computing}, {"streaming", json_or_null(streaming)}});
  }
  Json together = Json::array();
  for (const auto& [cpus, computing, streaming] : calibration->together) {
    together.push_back({{"cpus", cpus}, {"computing", computing}, {"streaming", json_or_null(streaming)}});
  }
  return {{"duration_s", util::to_seconds(calibration->duration)},
          {"alone", std::move(alone)},
          {"together", std::move(together)},
          {"both_threads", json_or_null(calibration->both_threads)},
          {"others_share", calibration->others_share}};
}

Json scaling_json(const std::optional<analysis::Scaling>& scaling) {
  if (!scaling) return nullptr;
  Json points = Json::array();
  for (const auto& [workers, speedup] : scaling->points) {
    points.push_back({{"workers", workers}, {"speedup", speedup}});
  }
  return {{"points", std::move(points)},
          {"amdahl", fit_json(scaling->amdahl)},
          {"usl", fit_json(scaling->usl)},
          {"recommended_jobs", json_or_null(scaling->recommended_jobs)},
          {"no_recommendation", no_advice_json(scaling->no_advice)}};
}

}  // namespace resizer::report
