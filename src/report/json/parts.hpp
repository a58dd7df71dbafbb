#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/report_model.hpp"
#include "model/options.hpp"
#include "model/outcome.hpp"

/// The parts of the JSON report that are built as values; parts with an entry per image are written piece by piece.
namespace resizer::report {

using Json = nlohmann::ordered_json;

/// null if none.
template <class T>
Json json_or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// A string if the path is valid UTF-8, otherwise {"hex": its bytes, "printable": a readable form}.
Json path_json(const std::filesystem::path& path);

/// The inverse of path_json(); none for any other value.
std::optional<std::filesystem::path> path_from_json(const Json& json);

Json program_json(const std::string& version, const bench::BuildInfo& build);
/// Properties that stay the same on a machine; the others are in the conditions.
Json machine_json(const bench::Context& context, const util::CpuAllowance& cpus);
/// Its cores, caches, power and limits in detail, as they were before the measurement; not compared with a baseline's.
Json hardware_json(const machine::Description& machine);
Json conditions_json(const analysis::ReportModel& report);
Json options_json(const model::Options& options);
Json interval_json(const std::optional<stats::Interval>& interval);
Json summary_json(const stats::Summary& summary);
Json summary_json(const analysis::ModeSummary& mode);
Json calibration_json(const std::optional<bench::Calibration>& calibration);
Json scaling_json(const std::optional<analysis::Scaling>& scaling);
Json baseline_json(const analysis::ReportModel& report);
/// Without its outcomes.
Json run_json(const model::RunResult& run, const bench::RunConditions& conditions);
Json outcome_json(const model::JobOutcome& outcome);

}  // namespace resizer::report
