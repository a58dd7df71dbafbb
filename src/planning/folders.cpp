#include "planning/folders.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "planning/file_status.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

std::string named(const fs::path& path, const std::string& what) {
  return what + ' ' + util::printable(path.native());
}

}  // namespace

void check_folder(const fs::path& folder, const std::string& what) {
  fs::path existing = folder.empty() ? fs::path(".") : folder;
  int error_number = 0;
  auto status = file_status(existing, error_number);
  while (!status && error_number == ENOENT && existing != ".") {
    existing = existing.has_parent_path() ? existing.parent_path() : fs::path(".");
    status = file_status(existing, error_number);
  }
  if (!status) throw util::system_error(named(existing, what), error_number, util::ErrorCode::write_failed);
  if (status->kind != FileKind::folder) {
    throw util::Error(util::ErrorCode::conflict, named(existing, what) + ": a file with that name exists");
  }
  if (faccessat(AT_FDCWD, existing.c_str(), W_OK | X_OK, AT_EACCESS) == 0) return;
  // Old containers forbid faccessat2(2) with EPERM, which says nothing about the folder.
  if (errno == EPERM && access(existing.c_str(), W_OK | X_OK) == 0) return;
  const bool exists = folder.empty() || existing == folder;
  throw util::system_error(exists ? named(existing, what) + " cannot be written to"
                                  : named(folder, what) + " cannot be made in " + util::printable(existing.native()),
                           errno, util::ErrorCode::permission);
}

void make_folder(const fs::path& folder, const std::string& what) {
  if (folder.empty()) return;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw util::system_error(named(folder, what), error.value(), util::ErrorCode::write_failed);
}

}  // namespace resizer::planning
