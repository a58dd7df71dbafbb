#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/options.hpp"

namespace resizer::app {

/// Where to find what a run has made.
struct ResultPlaces {
  bool has_results = false;
  bool has_log = false;
  std::vector<std::filesystem::path> reports;
};

/// One line each for results, log and reports that there are.
std::string places_text(const ResultPlaces& places, const model::Options& options);

}  // namespace resizer::app
