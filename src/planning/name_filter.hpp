#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace resizer::planning {

/// Filters names found in folders by fnmatch(3) patterns to include, then to exclude. A pattern with a slash is matched
/// against the path relative to the searched folder, any other against the file name only.
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
