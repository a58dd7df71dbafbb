#include "report/json/json.hpp"

#include "report/json/parts.hpp"
#include "report/json/writer.hpp"
#include "report/text/advice_words.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

Json image_json(const model::Job& job) {
  Json outputs = Json::array();
  for (const std::filesystem::path& output : job.outputs) outputs.push_back(path_json(output));
  return {{"path", path_json(job.input)}, {"bytes", job.input_bytes}, {"outputs", std::move(outputs)}};
}

Json unusable_json(const model::Unusable& entry) {
  return {{"path", path_json(entry.path)}, {"reason", util::printable(entry.reason)}};
}

Json renamed_json(const model::Renamed& renamed) {
  return {{"path", path_json(renamed.input)},
          {"output", path_json(renamed.output)},
          {"taken_by", path_json(renamed.taken_by)}};
}

Json passed_over_json(const model::PassedOver& passed_over) {
  return {{"unsupported", Json(passed_over.unsupported)}, {"system", Json(passed_over.system)}};
}

void write_run(const model::RunResult& run, const bench::RunConditions& conditions, JsonWriter& json) {
  json.object([&] {
    const Json head = run_json(run, conditions);
    for (const auto& [name, value] : head.items()) json.member(name, value);
    json.list("outcomes", run.outcomes, outcome_json);
  });
}

void write_mode(const analysis::ModeSummary& mode, const bench::Series& series, JsonWriter& json) {
  json.object([&] {
    json.member("execution", name_of(mode.execution));
    json.member("workers", mode.workers);
    json.member("summary", summary_json(mode));
    json.key("runs");
    json.array([&] {
      for (std::size_t i = 0; i < series.runs.size(); ++i) {
        write_run(series.runs[i], i < series.conditions.size() ? series.conditions[i] : bench::RunConditions(), json);
      }
    });
  });
}

std::string_view name_of(bench::RoundsEnd end) {
  switch (end) {
    case bench::RoundsEnd::precise:
      return "precise";
    case bench::RoundsEnd::most_rounds:
      return "most_rounds";
    case bench::RoundsEnd::time_limit:
      return "time_limit";
  }
  return {};
}

Json sandbox_json(const model::SandboxSupport& sandbox) {
  const int abi = sandbox.layers.landlock_abi;
  return {{"landlock_abi", abi > 0 ? Json(abi) : Json(nullptr)},
          {"seccomp", sandbox.layers.seccomp},
          {"missing", sandbox.missing.empty() ? Json(nullptr) : Json(util::printable(sandbox.missing))}};
}

Json pools_json(const analysis::PoolSizes& pools) {
  if (pools.used.empty()) return nullptr;
  return {{"requested", pools.requested}, {"used", pools.used}};
}

Json rounds_json(const bench::Measurements& measurements) {
  if (!measurements.rounds_end) return nullptr;
  return {{"end", name_of(*measurements.rounds_end)}, {"found_warmup", measurements.found_warmup_rounds}};
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

Json advice_json(const analysis::ReportModel& model) {
  const std::vector<std::string> texts = advice_texts(model, Symbols{true});
  Json all = Json::array();
  for (std::size_t i = 0; i < texts.size(); ++i)
    all.push_back({{"kind", report::name_of(model.advice[i])}, {"text", texts[i]}});
  return all;
}

}  // namespace

void write_json(const analysis::ReportModel& report, const util::TextSink& sink) {
  const analysis::Facts& facts = report.facts;
  JsonWriter json(sink, JsonLayout::indented);
  json.object([&] {
    json.member("schema_version", kJsonSchemaVersion);
    json.member("program", program_json(facts.program_version, facts.context.build));
    json.member("options", options_json(facts.options));
    json.member("machine", machine_json(facts.context, facts.cpus));
    json.member("hardware", hardware_json(facts.context.machine));
    json.member("sandbox", sandbox_json(facts.sandbox));
    json.member("conditions", conditions_json(report));
    json.member("file_cache", name_of(facts.measurements.file_cache));
    json.member("rounds", rounds_json(facts.measurements));
    json.member("interrupted_by_signal", json_or_null(bench::interrupted_by(facts.measurements)));
    json.list("images", facts.jobs, image_json);
    json.list("unusable", facts.unusable, unusable_json);
    json.list("skipped", facts.skipped, image_json);
    json.list("pruned", facts.pruned, path_json);
    json.list("renamed", facts.renamed, renamed_json);
    json.member("passed_over", passed_over_json(facts.passed_over));
    json.member("workers", pools_json(report.pools));
    json.key("modes");
    json.array([&] {
      for (std::size_t i = 0; i < report.modes.size(); ++i) {
        write_mode(report.modes[i], facts.measurements.series[i], json);
      }
    });
    json.member("left_out_rounds", report.left_out_rounds);
    json.member("headline_mode", json_or_null(report.headline));
    json.member("advice", advice_json(report));
    json.member("calibration", calibration_json(facts.calibration));
    json.member("scaling", scaling_json(report.scaling));
    json.member("baseline", baseline_json(report));
    json.member("outputs_identical", agreement_json(report.agreement));
  });
  sink("\n");
}

}  // namespace resizer::report
