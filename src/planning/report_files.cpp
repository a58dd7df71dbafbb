#include "resizer/planning/report_files.hpp"

#include <map>
#include <string>
#include <system_error>

#include "planning/file_status.hpp"
#include "planning/folders.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/printable.hpp"

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

void check_name(const model::RequestedFile& file) {
  if (!file.path.has_filename()) throw_conflict(file, "name a file, not a folder");
  int ignored = 0;
  const auto status = file_status(file.path, ignored);
  if (status && status->kind == FileKind::folder) throw_conflict(file, "a folder of that name is in the way");
  if (status && status->kind == FileKind::other) throw_conflict(file, "not a regular file");
  check_folder(folder_of(file.path), std::string(file.option) + ": folder");
}

void refuse_outputs(const model::RequestedFile& file, const Plan& plan) {
  const fs::path target = target_of(file.path);
  for (const auto* jobs : {&plan.jobs, &plan.skipped}) {
    for (const model::Job& job : *jobs) {
      for (const fs::path& output : job.outputs) {
        if (output.filename() != target.filename() || target_of(output) != target) continue;
        throw_conflict(file, "is also the output of " + util::printable(job.input.native()));
      }
    }
  }
}

}  // namespace

void check_report_files(const model::OutputOptions& options, const Plan& plan) {
  std::map<fs::path, std::string_view> taken;
  taken.emplace(target_of(options.log_file), "--log-file");
  for (const model::RequestedFile& file : requested_files(options.report_files)) {
    check_name(file);
    refuse_outputs(file, plan);
    const auto [other, is_new] = taken.try_emplace(target_of(file.path), file.option);
    if (!is_new) throw_conflict(file, "is also the file of " + std::string(other->second));
  }
}

void create_report_folders(const model::OutputOptions& options) {
  for (const model::RequestedFile& file : requested_files(options.report_files)) {
    make_folder(folder_of(file.path), std::string(file.option) + ": folder");
  }
}

}  // namespace resizer::planning
