#include "util/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "util/error.hpp"
#include "util/fd.hpp"

namespace resizer::util {
namespace {

Fd open_regular(const std::filesystem::path& path, std::uintmax_t max_bytes, std::size_t& size_bytes) {
  Fd file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC));
  if (!file && errno == ELOOP) throw Error(ErrorCode::not_a_file, "a symbolic link instead of a file");
  if (!file) throw system_error("cannot be opened", errno, ErrorCode::read_failed);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw system_error("cannot be examined", errno, ErrorCode::read_failed);
  if (!S_ISREG(status.st_mode)) throw Error(ErrorCode::not_a_file, "not a regular file");
  if (static_cast<std::uintmax_t>(status.st_size) > max_bytes) {
    throw Error(ErrorCode::too_large, "the file has " + std::to_string(status.st_size) + " bytes, more than the " +
                                          std::to_string(max_bytes) + " that are read");
  }
  size_bytes = static_cast<std::size_t>(status.st_size);
  return file;
}

}  // namespace

std::uintmax_t read_file(const std::filesystem::path& path, std::uintmax_t max_bytes,
                         std::vector<std::uint8_t>& contents, std::size_t head_bytes) {
  std::size_t file_bytes = 0;
  const Fd file = open_regular(path, max_bytes, file_bytes);
  contents.resize(std::min(file_bytes, head_bytes));
  std::size_t filled = 0;
  while (filled < contents.size()) {
    const ssize_t got = ::read(file.get(), contents.data() + filled, contents.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw system_error("cannot be read", errno, ErrorCode::read_failed);
    if (got == 0) throw Error(ErrorCode::read_failed, "the file shrank while it was read");
    filled += static_cast<std::size_t>(got);
  }
  return file_bytes;
}

NewFile::NewFile(std::filesystem::path path) : path_(std::move(path)) {
  constexpr mode_t kReadWriteAll = 0666;  // minus the umask
  file_ = Fd(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadWriteAll));
  if (!file_) throw system_error("the output cannot be created", errno, ErrorCode::write_failed);
}

NewFile::~NewFile() {
  if (!is_finished_) ::unlink(path_.c_str());
}

void NewFile::write(std::span<const std::uint8_t> contents) {
  while (!contents.empty()) {
    const ssize_t written = ::write(file_.get(), contents.data(), contents.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw system_error("the output cannot be written", errno, ErrorCode::write_failed);
    contents = contents.subspan(static_cast<std::size_t>(written));
  }
}

void NewFile::finish() {
  if (const int error_number = file_.close(); error_number != 0) {
    throw system_error("the output cannot be written", error_number, ErrorCode::write_failed);
  }
  is_finished_ = true;
}

void write_new_file(const std::filesystem::path& path, std::span<const std::uint8_t> contents) {
  NewFile file(path);
  file.write(contents);
  file.finish();
}

void copy_modification_time(const std::filesystem::path& from, const std::filesystem::path& to) {
  struct stat status {};
  if (::lstat(from.c_str(), &status) != 0) throw system_error("its date cannot be read", errno, ErrorCode::read_failed);
  const std::array<timespec, 2> accessed_and_modified{timespec{0, UTIME_OMIT}, status.st_mtim};
  if (::utimensat(AT_FDCWD, to.c_str(), accessed_and_modified.data(), AT_SYMLINK_NOFOLLOW) != 0) {
    throw system_error("the output's date cannot be set", errno, ErrorCode::write_failed);
  }
}

void copy_permissions(const std::filesystem::path& from, const std::filesystem::path& to) noexcept {
  constexpr mode_t kPermissions = 0777;
  struct stat status {};
  if (::lstat(from.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  const Fd file(::open(to.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC));
  if (file) static_cast<void>(::fchmod(file.get(), status.st_mode & kPermissions));
}

}  // namespace resizer::util
