#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/report_model.hpp"
#include "model/options.hpp"

namespace resizer::app {

/// Where to find the results of a run.
struct ResultPlaces {
  bool has_results = false;
  bool has_log = false;
  std::vector<std::filesystem::path> reports;
};

/// Whether any image was done.
bool has_results(const analysis::ReportModel& report);

/// One line each for results, reports and log, as far as they exist.
std::string places_text(const ResultPlaces& places, const model::Options& options);

}  // namespace resizer::app
