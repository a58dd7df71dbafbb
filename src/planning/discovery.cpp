#include "planning/discovery.hpp"

#include <glob.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "model/setting.hpp"
#include "planning/file_list.hpp"
#include "planning/file_status.hpp"
#include "planning/folder_search.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

/// The paths that match a glob(7) pattern, sorted.
std::vector<fs::path> expand(const fs::path& pattern) {
  glob_t matches{};
  std::vector<fs::path> paths;
  if (::glob(pattern.c_str(), 0, nullptr, &matches) == 0)
    paths.assign(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
  ::globfree(&matches);
  return paths;
}

bool is_pattern(const fs::path& input) {
  return input.native().find_first_of("*?[") != std::string::npos;
}

void take_file(const fs::path& path, fs::path relative, const FileStatus& status, Discovery& found) {
  found.files.push_back(
      {.path = without_link(path), .relative = std::move(relative), .id = status.id, .bytes = status.bytes});
}

/// A path given by the user must exist.
void take_named(const fs::path& input, const model::PathOptions& options, ListLeftOut list, Discovery& found) {
  const std::string named = util::printable(input.native());
  int error_number = 0;
  const auto status = file_status(input, error_number);
  if (!status && error_number == ENOENT && is_pattern(input)) {
    throw model::SettingError(util::ErrorCode::no_input,
                              named + ": no file matches this pattern; uppercase and lowercase letters differ",
                              model::Setting::inputs);
  }
  if (!status) throw model::SettingError(util::system_error(named, error_number), model::Setting::inputs);
  switch (status->kind) {
    case FileKind::folder:
      FolderSearch(input, options, list, found).run();
      break;
    case FileKind::regular:
      take_file(input, input.filename(), *status, found);
      break;
    case FileKind::other:
      throw model::SettingError(util::ErrorCode::not_a_file, named + ": neither a regular file nor a folder",
                                model::Setting::inputs);
  }
}

/// A list may be outdated: missing files must not stop the rest.
void take_listed(const fs::path& input, Discovery& found) {
  int error_number = 0;
  const auto status = file_status(input, error_number);
  if (!status) {
    found.unusable.push_back({input, std::generic_category().message(error_number)});
  } else if (status->kind != FileKind::regular) {
    found.unusable.push_back({input, "not a regular file"});
  } else {
    take_file(input, listed_relative(input), *status, found);
  }
}

}  // namespace

Discovery discover(const model::PathOptions& options, ListLeftOut list) {
  Discovery found;
  for (const fs::path& input : options.inputs) {
    int ignored = 0;
    const std::vector<fs::path> matches = file_status(input, ignored) ? std::vector<fs::path>() : expand(input);
    for (const fs::path& match : matches) take_named(match, options, list, found);
    if (matches.empty()) take_named(input, options, list, found);
  }
  if (options.files_from) {
    for (const fs::path& listed : read_file_list(*options.files_from, options.list_separator))
      take_listed(listed, found);
  }
  std::ranges::sort(found.unusable, {}, [](const model::Unusable& entry) { return entry.path.native(); });
  return found;
}

}  // namespace resizer::planning
