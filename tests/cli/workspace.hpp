#pragma once

#include <string>
#include <vector>

#include "imaging/core/image.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::test {

/// A folder to run the program in, as a person would: inputs in in/, results in out/, the log in logs/app.log.
class Workspace {
 public:
  /// Writes in/NAME, a small JPEG of `size`.
  void add_jpeg(const std::filesystem::path& name, imaging::Size size = {160, 120}) const;
  /// Adds `count` more names, linkNNN.jpg, for one JPEG of `size`.
  void add_many(std::size_t count, imaging::Size size) const;
  /// Writes in/NAME, a JPEG that ends too early.
  void add_truncated(const std::filesystem::path& name) const;

  /// The command "resizer" with `arguments`.
  Command command(std::vector<std::string> arguments) const;
  /// The command "resizer --in in --out out --width 80" with `more` arguments.
  Command resize(const std::vector<std::string>& more = {}) const;

  /// The names in a folder and below, folders included, relative to it; sorted.
  std::vector<std::string> tree(const std::filesystem::path& name = {}) const;
  /// Lines of logs/app.log that contain `text`.
  std::size_t log_lines_with(const std::string& text) const;
  /// The size of the image out/NAME.
  imaging::Size output_size(const std::filesystem::path& name) const;

  const TempFolder& folder() const { return folder_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return folder_ / name; }

 private:
  TempFolder folder_;
};

}  // namespace resizer::test
