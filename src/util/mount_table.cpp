#include "util/mount_table.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

/// mountinfo escapes blanks and backslashes in paths as a backslash and three octal digits.
std::string unescaped(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string digits = text.substr(i + 1, 3);
    const bool is_escape =
        text[i] == '\\' && digits.size() == 3 && digits.find_first_not_of("01234567") == std::string::npos;
    plain += is_escape ? static_cast<char>(std::stoi(digits, nullptr, 8)) : text[i];
    if (is_escape) i += digits.size();
  }
  return plain;
}

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

}  // namespace

/// A line of mountinfo is "ID PARENT MAJOR:MINOR ROOT MOUNTPOINT OPTIONS [TAGS] - TYPE SOURCE SUPEROPTIONS".
MountTable::MountTable(const fs::path& root) {
  std::ifstream file(root / "proc/self/mountinfo");
  for (std::string line; std::getline(file, line);) {
    std::istringstream stream(line);
    std::vector<std::string> fields;
    for (std::string field; std::getline(stream, field, ' ');) fields.push_back(field);
    const auto dash = std::ranges::find(fields, "-");
    if (dash - fields.begin() < 6 || fields.end() - dash < 4) continue;
    mounts_.push_back({unescaped(fields[3]), unescaped(fields[4]), dash[1], dash[3]});
  }
}

std::optional<std::string> MountTable::type_at(const fs::path& path) const {
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) return std::nullopt;
  const Mount* nearest = nullptr;
  for (const Mount& mount : mounts_) {
    // The last of several mounts at one point is on top.
    const bool is_nearer = nearest == nullptr || mount.point.native().size() >= nearest->point.native().size();
    if (is_below(absolute, mount.point) && is_nearer) nearest = &mount;
  }
  return nearest == nullptr ? std::nullopt : std::optional(nearest->type);
}

}  // namespace resizer::util
