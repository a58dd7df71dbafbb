#include "planning/file_list.hpp"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>

#include "model/setting.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

/// The byte order mark of UTF-8, which editors on Windows write.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// None if reading fails.
std::optional<std::string> read_all(std::istream& stream) {
  try {
    return std::string(std::istreambuf_iterator<char>(stream), {});
  } catch (const std::ios_base::failure&) {
    return std::nullopt;
  }
}

}  // namespace

std::vector<fs::path> split_file_list(const std::string& list, char separator) {
  std::vector<fs::path> paths;
  std::istringstream stream(list);
  if (list.starts_with(kByteOrderMark)) stream.ignore(kByteOrderMark.size());
  for (std::string name; std::getline(stream, name, separator);) {
    if (separator == '\n' && name.ends_with('\r')) name.pop_back();
    if (!name.empty()) paths.emplace_back(name);
  }
  return paths;
}

std::vector<fs::path> read_file_list(const fs::path& source, char separator) {
  errno = 0;
  std::ifstream file;
  if (source != "-") file.open(source, std::ios::binary);
  const std::optional<std::string> list = file ? read_all(source == "-" ? std::cin : file) : std::nullopt;
  if (list) return split_file_list(*list, separator);
  throw model::SettingError(
      util::system_error(util::printable(source.native()), errno == 0 ? EIO : errno, util::ErrorCode::read_failed),
      model::Setting::file_list);
}

fs::path listed_relative(const fs::path& listed) {
  const fs::path normal = listed.lexically_normal();
  const bool stays_below = normal.is_relative() && !normal.empty() && *normal.begin() != "..";
  return stays_below ? normal : normal.filename();
}

}  // namespace resizer::planning
