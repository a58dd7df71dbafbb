#include "planning/name_filter.hpp"

#include <fnmatch.h>

#include <algorithm>

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

bool matches(const std::string& pattern, const fs::path& relative) {
  const fs::path name = pattern.find('/') == std::string::npos ? relative.filename() : relative;
  return ::fnmatch(pattern.c_str(), name.c_str(), FNM_PERIOD) == 0;
}

bool matches_any(const std::vector<std::string>& patterns, const fs::path& relative) {
  return std::ranges::any_of(patterns, [&](const std::string& pattern) { return matches(pattern, relative); });
}

}  // namespace

bool NameFilter::takes_file(const fs::path& relative) const {
  const bool is_included = include_.empty() || matches_any(include_, relative);
  return is_included && !matches_any(exclude_, relative);
}

bool NameFilter::takes_folder(const fs::path& relative) const {
  return !matches_any(exclude_, relative);
}

}  // namespace resizer::planning
