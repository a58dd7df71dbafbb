#include "resizer/report/json.hpp"

#include "report/json_parts.hpp"
#include "resizer/util/printable.hpp"
#include "resizer/util/quantity.hpp"

namespace resizer::report {
namespace {

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

Json sandbox_json(const model::SandboxSupport& sandbox) {
  const int abi = sandbox.layers.landlock_abi;
  return {{"landlock_abi", abi > 0 ? Json(abi) : Json(nullptr)},
          {"seccomp", sandbox.layers.seccomp},
          {"missing", sandbox.missing.empty() ? Json(nullptr) : Json(util::printable(sandbox.missing))}};
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

Json images_json(const std::vector<model::Job>& jobs) {
  Json images = Json::array();
  for (const model::Job& job : jobs) {
    Json outputs = Json::array();
    for (const std::filesystem::path& output : job.outputs) outputs.push_back(path_json(output));
    images.push_back({{"path", path_json(job.input)}, {"bytes", job.input_bytes}, {"outputs", std::move(outputs)}});
  }
  return images;
}

std::string to_json(const ReportModel& report) {
  const Facts& facts = report.facts;
  const Json json = {
      {"schema_version", kJsonSchemaVersion},
      {"program", program_json(facts.program_version, facts.context.build)},
      {"options", options_json(facts.options)},
      {"machine", machine_json(facts.context, facts.cpus)},
      {"sandbox", sandbox_json(facts.sandbox)},
      {"conditions", conditions_json(report)},
      {"file_cache", name_of(facts.measurements.file_cache)},
      {"interrupted_by_signal", json_or_null(bench::interrupted_by(facts.measurements))},
      {"images", images_json(facts.jobs)},
      {"unusable", unusable_json(facts.unusable)},
      {"skipped", images_json(facts.skipped)},
      {"modes", modes_json(report)},
      {"scaling", scaling_json(report.scaling)},
      {"baseline", baseline_json(report)},
      {"outputs_identical", agreement_json(report.agreement)},
  };
  return json.dump(2) + '\n';
}

}  // namespace resizer::report
