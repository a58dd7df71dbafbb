#include "model/setting.hpp"

namespace resizer::model {

std::string_view describe(Setting setting) noexcept {
  switch (setting) {
    case Setting::inputs:
      return "input";
    case Setting::subfolders:
      return "search of subfolders";
    case Setting::file_list:
      return "list";
    case Setting::output_folder:
      return "output folder";
    case Setting::output_names:
      return "name template";
    case Setting::output_format:
      return "output format";
    case Setting::max_pixels:
      return "pixel limit";
    case Setting::memory_limit:
      return "memory limit";
    case Setting::rounds:
      return "number of rounds";
    case Setting::config_file:
      return "configuration";
    case Setting::baseline:
      return "earlier report";
    case Setting::failures_report:
      return "report of failures";
    case Setting::journal:
      return "journal";
    case Setting::disk_space:
      return "disk space";
    case Setting::slowdown_limit:
      return "slowdown limit";
    case Setting::log_file:
      return "log";
    case Setting::json_report:
      return "JSON report";
    case Setting::csv_report:
      return "CSV report";
    case Setting::markdown_report:
      return "Markdown report";
    case Setting::html_report:
      return "HTML report";
    case Setting::trace:
      return "trace";
    case Setting::manifest:
      return "manifest";
    case Setting::shard_plan:
      return "plan";
  }
  return {};
}

std::vector<Setting> SettingError::settings() const {
  std::vector<Setting> all{setting_};
  if (other_) all.push_back(*other_);
  return all;
}

}  // namespace resizer::model
