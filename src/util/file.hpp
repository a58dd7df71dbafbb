#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <vector>

#include "util/fd.hpp"

namespace resizer::util {

/// Reads a regular file, or its first `head_bytes`, into `contents`, reusing its memory. Returns the size of the whole
/// file. Never blocks on a FIFO and never follows a link in the last path component. It reads rather than maps, so that
/// a file that shrinks meanwhile causes an error and not a signal. Throws Error: not_found, permission, not_a_file,
/// too_large (more than `max_bytes`), read_failed.
std::uintmax_t read_file(const std::filesystem::path& path, std::uintmax_t max_bytes,
                         std::vector<std::uint8_t>& contents,
                         std::size_t head_bytes = std::numeric_limits<std::size_t>::max());

/// A new file being written. The destructor removes it unless finish() has returned.
class NewFile {
 public:
  /// Throws Error: permission, no_space, write_failed. So do the other members.
  explicit NewFile(std::filesystem::path path);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  void write(std::span<const std::uint8_t> contents);
  /// Closes the complete file. Call it once.
  void finish();

 private:
  std::filesystem::path path_;
  Fd file_;
  bool is_finished_ = false;
};

/// Writes a file that must not exist yet; removes it on failure. Throws Error: permission, no_space, write_failed.
void write_new_file(const std::filesystem::path& path, std::span<const std::uint8_t> contents);

/// Gives the file `to` the modification time of the file `from` (utimensat(2)). Neither may be a symbolic link. Throws
/// Error: not_found, permission, write_failed.
void copy_modification_time(const std::filesystem::path& from, const std::filesystem::path& to);

/// Gives the file `to` the permissions of the file `from`, if that is a regular file, so that a replaced file stays
/// readable to the same users. Failure is ignored: some file systems have no permissions.
void copy_permissions(const std::filesystem::path& from, const std::filesystem::path& to) noexcept;

}  // namespace resizer::util
