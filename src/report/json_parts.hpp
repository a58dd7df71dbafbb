#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "resizer/model/options.hpp"
#include "resizer/model/outcome.hpp"
#include "resizer/report/report_model.hpp"

/// The parts of the JSON report, each a value of its own.
namespace resizer::report {

using Json = nlohmann::ordered_json;

/// null for none.
template <class T>
Json json_or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// A string when the path is valid UTF-8, otherwise {"hex": its bytes, "printable": a readable form}.
Json path_json(const std::filesystem::path& path);

Json options_json(const model::Options& options);
Json summary_json(const stats::Summary& summary);
Json summary_json(const ModeSummary& mode);
Json run_json(const model::RunResult& run);
Json outcome_json(const model::JobOutcome& outcome);

}  // namespace resizer::report
