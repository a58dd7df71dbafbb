#include "app/option_words.hpp"

#include <string_view>
#include <vector>

#include "model/setting.hpp"

namespace resizer::app {
namespace {

/// An option, and the text before and after a message that names it.
struct OptionWords {
  std::string_view option;
  std::string_view before;
  std::string_view behind;
};

OptionWords words_of(model::Setting setting) {
  switch (setting) {
    case model::Setting::inputs:
      return {"--in", "", ""};  // or a plain argument, which needs no name
    case model::Setting::subfolders:
      return {"-r", "", "; add -r to search subfolders as well"};
    case model::Setting::file_list:
      return {"--files-from", "--files-from ", ""};
    case model::Setting::output_folder:
      return {"--out", "", "; choose another --out"};
    case model::Setting::output_names:
      return {"--name", "", " (--name)"};
    case model::Setting::output_format:
      return {"--format", "", "; choose another format with --format"};
    case model::Setting::max_pixels:
      return {"--max-pixels", "", "; --max-pixels sets that"};
    case model::Setting::memory_limit:
      return {"--memory-limit", "", "; --memory-limit sets that"};
    case model::Setting::rounds:
      return {"--runs", "", " (--runs)"};
    case model::Setting::config_file:
      return {"--config", "", " (--config)"};
    case model::Setting::baseline:
      return {"--compare", "", " (--compare)"};
    case model::Setting::failures_report:
      return {"--only-failed", "", " (--only-failed)"};
    case model::Setting::journal:
      return {"--overwrite changed", "", " (--overwrite changed)"};
    case model::Setting::disk_space:
      return {"--ignore-disk-space", "", "; free some, or go on with --ignore-disk-space"};
    case model::Setting::slowdown_limit:
      return {"--fail-if-slower", "", " (--fail-if-slower)"};
    case model::Setting::log_file:
      return {"--log-file", "", " (--log-file)"};
    case model::Setting::json_report:
      return {"--export-json", "", " (--export-json)"};
    case model::Setting::csv_report:
      return {"--export-csv", "", " (--export-csv)"};
    case model::Setting::markdown_report:
      return {"--export-markdown", "", " (--export-markdown)"};
    case model::Setting::html_report:
      return {"--export-html", "", " (--export-html)"};
    case model::Setting::trace:
      return {"--trace", "", " (--trace)"};
    case model::Setting::manifest:
      return {"--manifest", "", " (--manifest)"};
    case model::Setting::shard_plan:
      return {"--plan-file", "", " (--plan-file)"};
  }
  return {};
}

}  // namespace

std::string with_options(const util::Error& error) {
  const auto* of_setting = dynamic_cast<const model::SettingError*>(&error);
  if (of_setting == nullptr) return error.what();
  const std::vector<model::Setting> settings = of_setting->settings();
  if (settings.size() == 1) {
    const OptionWords words = words_of(settings.front());
    return std::string(words.before) + error.what() + std::string(words.behind);
  }
  std::string options;
  for (const model::Setting setting : settings) {
    options += (options.empty() ? "" : ", ") + std::string(words_of(setting).option);
  }
  return std::string(error.what()) + " (" + options + ')';
}

}  // namespace resizer::app
