#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace resizer::planning {

/// Which names found in a folder are taken: by the patterns to include, then those to exclude. The patterns are those
/// of fnmatch(3); one with a slash is held against the whole path relative to the folder searched, any other against
/// the last part of it alone.
class NameFilter {
 public:
  NameFilter(std::vector<std::string> include, std::vector<std::string> exclude)
      : include_(std::move(include)), exclude_(std::move(exclude)) {}

  /// Whether a file is taken.
  bool takes_file(const std::filesystem::path& relative) const;
  /// Whether a folder is searched.
  bool takes_folder(const std::filesystem::path& relative) const;

 private:
  std::vector<std::string> include_;
  std::vector<std::string> exclude_;
};

}  // namespace resizer::planning
