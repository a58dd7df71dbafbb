#include "resizer/report/json.hpp"

#include "report/json_parts.hpp"
#include "resizer/util/printable.hpp"
#include "resizer/util/quantity.hpp"

namespace resizer::report {
namespace {

Json images_json(const std::vector<model::Job>& jobs) {
  Json images = Json::array();
  for (const model::Job& job : jobs) {
    Json outputs = Json::array();
    for (const std::filesystem::path& output : job.outputs) outputs.push_back(path_json(output));
    images.push_back({{"path", path_json(job.input)}, {"bytes", job.input_bytes}, {"outputs", std::move(outputs)}});
  }
  return images;
}

Json unusable_json(const std::vector<model::Unusable>& unusable) {
  Json entries = Json::array();
  for (const model::Unusable& entry : unusable) {
    entries.push_back({{"path", path_json(entry.path)}, {"reason", util::printable(entry.reason)}});
  }
  return entries;
}

Json modes_json(const ReportModel& report) {
  Json modes = Json::array();
  for (std::size_t i = 0; i < report.modes.size(); ++i) {
    Json runs = Json::array();
    for (const model::RunResult& run : report.facts.measurements.series[i].runs) runs.push_back(run_json(run));
    modes.push_back({{"execution", name_of(report.modes[i].execution)},
                     {"workers", report.modes[i].workers},
                     {"summary", summary_json(report.modes[i])},
                     {"runs", std::move(runs)}});
  }
  return modes;
}

Json agreement_json(const std::optional<bench::Agreement>& agreement) {
  if (!agreement) return nullptr;
  return {{"compared", agreement->compared},
          {"identical", agreement->identical},
          {"different_images", agreement->different}};
}

std::string_view name_of(bench::FileCache cache) {
  switch (cache) {
    case bench::FileCache::as_found:
      return "as_found";
    case bench::FileCache::warmed:
      return "warmed";
    case bench::FileCache::dropped:
      return "dropped";
  }
  return {};
}

}  // namespace

Json summary_json(const stats::Summary& summary) {
  Json interval = nullptr;
  if (summary.median_interval) {
    interval = {{"low", summary.median_interval->low},
                {"high", summary.median_interval->high},
                {"coverage", summary.median_interval->coverage}};
  }
  return {{"count", summary.count},
          {"minimum", json_or_null(summary.minimum)},
          {"median", json_or_null(summary.median)},
          {"median_interval", std::move(interval)},
          {"mean", json_or_null(summary.mean)},
          {"standard_deviation", json_or_null(summary.standard_deviation)},
          {"median_absolute_deviation", json_or_null(summary.median_absolute_deviation)}};
}

Json summary_json(const ModeSummary& mode) {
  const double total_s = util::to_seconds(mode.stage_times.total());
  Json shares = nullptr;
  if (total_s > 0) {
    shares = Json::object();
    for (const auto& [name, member] : kStages) {
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
          {"done", mode.done},
          {"failed", mode.failed},
          {"interrupted", mode.interrupted},
          {"stage_shares", std::move(shares)},
          {"speedup", mode.speedup ? summary_json(*mode.speedup) : Json(nullptr)},
          {"efficiency", json_or_null(mode.efficiency)}};
}

std::string to_json(const ReportModel& report) {
  const Facts& facts = report.facts;
  const Json json = {
      {"schema_version", kJsonSchemaVersion},
      {"program", {{"name", "resizer"}, {"version", facts.program_version}}},
      {"options", options_json(facts.options)},
      {"machine",
       {{"affinity_cores", facts.cpus.affinity_cores},
        {"quota_cores", json_or_null(facts.cpus.quota_cores)},
        {"allowed_cores", facts.cpus.cores()}}},
      {"file_cache", name_of(facts.measurements.file_cache)},
      {"interrupted_by_signal", json_or_null(bench::interrupted_by(facts.measurements))},
      {"images", images_json(facts.jobs)},
      {"unusable", unusable_json(facts.unusable)},
      {"modes", modes_json(report)},
      {"outputs_identical", agreement_json(report.agreement)},
  };
  return json.dump(2) + '\n';
}

}  // namespace resizer::report
