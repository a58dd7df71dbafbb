#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "util/error.hpp"

namespace resizer::model {

/// A setting that an error refers to. The user interface knows what it is called there.
enum class Setting : std::uint8_t {
  inputs,
  subfolders,  ///< Whether they are searched.
  file_list,
  output_folder,
  output_names,
  output_format,
  max_pixels,
  memory_limit,
  rounds,
  config_file,
  baseline,
  failures_report,  ///< An earlier report that says which inputs failed.
  journal,
  disk_space,  ///< Whether outputs must fit on the disk by estimate.
  slowdown_limit,
  log_file,
  json_report,
  csv_report,
  markdown_report,
  html_report,
  trace,
  manifest,
  shard_plan,
};

/// The setting as a noun without an article: "JSON report".
std::string_view describe(Setting setting) noexcept;

/// An error caused by a setting, or avoidable by changing it. what() does not name the setting, so that it suits any
/// user interface.
class SettingError : public util::Error {
 public:
  SettingError(util::ErrorCode code, const std::string& message, Setting setting,
               std::optional<Setting> other = std::nullopt)
      : Error(code, message), setting_(setting), other_(other) {}
  SettingError(const util::Error& error, Setting setting) : Error(error), setting_(setting) {}

  /// One, or two that conflict.
  std::vector<Setting> settings() const;

 private:
  Setting setting_;
  std::optional<Setting> other_;
};

}  // namespace resizer::model
