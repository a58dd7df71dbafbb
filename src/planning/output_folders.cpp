#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <set>

#include "planning/file_status.hpp"
#include "resizer/planning/plan.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

std::set<fs::path> output_folders(const Plan& plan) {
  std::set<fs::path> folders;
  for (const model::Job& job : plan.jobs) {
    for (const fs::path& output : job.outputs) folders.insert(output.parent_path());
  }
  return folders;
}

std::string named(const fs::path& path) {
  return "output folder " + util::printable(path.native());
}

/// Checks the folder if it exists, otherwise that it can be made in the nearest one above it that does.
void check_folder(const fs::path& folder) {
  fs::path existing = folder.empty() ? fs::path(".") : folder;
  int error_number = 0;
  auto status = file_status(existing, error_number);
  while (!status && error_number == ENOENT && existing != ".") {
    existing = existing.has_parent_path() ? existing.parent_path() : fs::path(".");
    status = file_status(existing, error_number);
  }
  if (!status) throw util::system_error(named(existing), error_number, util::ErrorCode::write_failed);
  if (status->kind != FileKind::folder) {
    throw util::Error(util::ErrorCode::conflict, named(existing) + ": a file of that name is in the way");
  }
  if (faccessat(AT_FDCWD, existing.c_str(), W_OK | X_OK, AT_EACCESS) == 0) return;
  const bool exists = folder.empty() || existing == folder;
  throw util::system_error(exists ? named(existing) + " cannot be written to"
                                  : named(folder) + " cannot be made in " + util::printable(existing.native()),
                           errno, util::ErrorCode::permission);
}

}  // namespace

void check_outputs(const Plan& plan) {
  for (const fs::path& folder : output_folders(plan)) check_folder(folder);
  for (const model::Job& job : plan.jobs) {
    for (const fs::path& output : job.outputs) {
      int ignored = 0;
      const auto status = file_status(output, ignored);
      if (status && status->kind == FileKind::folder) {
        throw util::Error(util::ErrorCode::conflict,
                          "output " + util::printable(output.native()) + ": a folder of that name is in the way");
      }
    }
  }
}

void create_output_folders(const Plan& plan) {
  for (const fs::path& folder : output_folders(plan)) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw util::system_error(named(folder), error.value(), util::ErrorCode::write_failed);
  }
}

}  // namespace resizer::planning
