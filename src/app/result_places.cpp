#include "app/result_places.hpp"

#include "util/printable.hpp"

namespace resizer::app {

std::string places_text(const ResultPlaces& places, const model::Options& options) {
  std::string text;
  const auto add = [&text](std::string_view label, const std::filesystem::path& path) {
    text += "  " + std::string(label) + util::printable(path.native()) + '\n';
  };
  if (places.has_results) add("results  ", options.paths.output_dir);
  for (const std::filesystem::path& report : places.reports) add("report   ", report);
  if (places.has_log) add("log      ", options.output.log_file.value_or(model::kDefaultLogFile));
  return text;
}

}  // namespace resizer::app
