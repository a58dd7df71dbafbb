#include "planning/file_status.hpp"

#include <sys/stat.h>

#include <cerrno>

namespace resizer::planning {

std::optional<FileStatus> file_status(const std::filesystem::path& path, int& error_number) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    error_number = errno;
    return std::nullopt;
  }
  const FileKind kind = S_ISREG(status.st_mode)   ? FileKind::regular
                        : S_ISDIR(status.st_mode) ? FileKind::folder
                                                  : FileKind::other;
  return FileStatus{
      .kind = kind,
      .id = {.device = status.st_dev, .inode = status.st_ino},
      .bytes = static_cast<std::uintmax_t>(status.st_size),
      .modified = std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec)};
}

}  // namespace resizer::planning
