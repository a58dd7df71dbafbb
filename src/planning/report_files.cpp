#include "planning/report_files.hpp"

#include <string>
#include <system_error>

#include "planning/file_status.hpp"
#include "planning/folder_places.hpp"
#include "planning/folders.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/stream_file.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

/// What a path leads to, whether it exists or not.
fs::path target_of(const fs::path& path) {
  std::error_code error;
  fs::path target = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : target;
}

/// Where the file, or the one that a link leads to, lies; as the user wrote it where that is the same.
fs::path folder_of(const fs::path& path) {
  std::error_code ignored;
  return (fs::is_symlink(path, ignored) ? target_of(path) : path).parent_path();
}

std::string named(const model::RequestedFile& file) {
  return std::string(file.option) + ' ' + util::printable(file.path.native());
}

[[noreturn]] void throw_conflict(const model::RequestedFile& file, const std::string& why) {
  throw util::Error(util::ErrorCode::conflict, named(file) + ": " + why);
}

void check_name(const model::RequestedFile& file, FolderPlaces& places) {
  if (util::is_stream(file.path)) return;
  if (!file.path.has_filename()) throw_conflict(file, "name a file, not a folder");
  if (const std::string complaint = length_complaint(file.path, places); !complaint.empty()) {
    throw_conflict(file, complaint);
  }
  int ignored = 0;
  const auto status = file_status(file.path, ignored);
  if (status && status->kind == FileKind::folder) throw_conflict(file, "a folder of that name is in the way");
  if (status && status->kind == FileKind::other) throw_conflict(file, "not a regular file");
  check_folder(folder_of(file.path), std::string(file.option) + ": folder");
}

}  // namespace

void check_report_files(const model::OutputOptions& options) {
  FolderPlaces places(ask_file_system());
  for (const model::RequestedFile& file : requested_files(options.report_files)) check_name(file, places);
}

void create_report_folders(const model::OutputOptions& options) {
  for (const model::RequestedFile& file : requested_files(options.report_files)) {
    make_folder(folder_of(file.path), std::string(file.option) + ": folder");
  }
}

}  // namespace resizer::planning
