#include "planning/report_files.hpp"

#include <string>
#include <system_error>

#include "model/setting.hpp"
#include "planning/file_status.hpp"
#include "planning/folder_places.hpp"
#include "planning/folders.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/stream_file.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

/// The target of a path, existing or not.
fs::path target_of(const fs::path& path) {
  std::error_code error;
  fs::path target = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : target;
}

/// The folder of the file, or of the target if it is a link; as given by the user if that is the same.
fs::path folder_of(const fs::path& path) {
  std::error_code ignored;
  return (fs::is_symlink(path, ignored) ? target_of(path) : path).parent_path();
}

std::string noun(const model::RequestedFile& file) {
  return "the " + std::string(describe(file.setting));
}

[[noreturn]] void throw_conflict(const model::RequestedFile& file, const std::string& why) {
  throw model::SettingError(util::ErrorCode::conflict,
                            noun(file) + ' ' + util::printable(file.path.native()) + ": " + why, file.setting);
}

/// Checks or creates the folder of a report.
void with_folder_of(const model::RequestedFile& file, void (*action)(const fs::path& folder, const std::string& what)) {
  try {
    action(folder_of(file.path), "the folder of " + noun(file));
  } catch (const util::Error& error) {
    throw model::SettingError(error, file.setting);
  }
}

void check_name(const model::RequestedFile& file, FolderPlaces& places) {
  if (util::is_stream(file.path)) return;
  if (!file.path.has_filename()) throw_conflict(file, "name a file, not a folder");
  if (const std::string complaint = length_complaint(file.path, places); !complaint.empty()) {
    throw_conflict(file, complaint);
  }
  int ignored = 0;
  const auto status = file_status(file.path, ignored);
  if (status && status->kind == FileKind::folder) throw_conflict(file, "a folder with that name exists");
  if (status && status->kind == FileKind::other) throw_conflict(file, "not a regular file");
  with_folder_of(file, check_folder);
}

}  // namespace

void check_report_files(const model::OutputOptions& options) {
  FolderPlaces places(ask_file_system());
  for (const model::RequestedFile& file : requested_files(options.report_files)) check_name(file, places);
}

void create_report_folders(const model::OutputOptions& options) {
  for (const model::RequestedFile& file : requested_files(options.report_files)) {
    with_folder_of(file, make_folder);
  }
}

}  // namespace resizer::planning
