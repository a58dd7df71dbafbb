#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/report_model.hpp"
#include "model/options.hpp"
#include "model/outcome.hpp"

/// The parts of the JSON report, each a value of its own. What there is one of for each image is written one by one.
namespace resizer::report {

using Json = nlohmann::ordered_json;

/// null for none.
template <class T>
Json json_or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// A string when the path is valid UTF-8, otherwise {"hex": its bytes, "printable": a readable form}.
Json path_json(const std::filesystem::path& path);

/// The path that path_json() made this of; none for anything else.
std::optional<std::filesystem::path> path_from_json(const Json& json);

Json program_json(const std::string& version, const bench::BuildInfo& build);
/// What lasts from one run to the next on the same machine; the rest is among the conditions.
Json machine_json(const bench::Context& context, const util::CpuAllowance& cpus);
Json conditions_json(const analysis::ReportModel& report);
Json options_json(const model::Options& options);
Json summary_json(const stats::Summary& summary);
Json summary_json(const analysis::ModeSummary& mode);
Json scaling_json(const std::optional<analysis::Scaling>& scaling);
Json baseline_json(const analysis::ReportModel& report);
/// All but its outcomes.
Json run_json(const model::RunResult& run);
Json outcome_json(const model::JobOutcome& outcome);

}  // namespace resizer::report
