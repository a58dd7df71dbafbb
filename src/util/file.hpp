#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <vector>

#include "util/fd.hpp"

namespace resizer::util {

/// Reads a regular file, or its first `head_bytes`, into `contents`, whose memory is used again. Returns the size of
/// the whole file. Never blocks on a FIFO, never follows a link in the last part of the path, and reads rather than
/// maps, so that a file that shrinks meanwhile costs an error and no signal. Throws Error: not_found, permission,
/// not_a_file, too_large (more than `max_bytes`), read_failed.
std::uintmax_t read_file(const std::filesystem::path& path, std::uintmax_t max_bytes,
                         std::vector<std::uint8_t>& contents,
                         std::size_t head_bytes = std::numeric_limits<std::size_t>::max());

/// A file that does not exist yet while it is being written. Unless finish() has returned, it is gone again at the end.
class NewFile {
 public:
  /// Throws Error: permission, no_space, write_failed. So do the others.
  explicit NewFile(std::filesystem::path path);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  void write(std::span<const std::uint8_t> contents);
  /// Closes the file: it is complete. Call it once.
  void finish();

 private:
  std::filesystem::path path_;
  Fd file_;
  bool is_finished_ = false;
};

/// Writes a file that must not exist yet. It is complete and closed on return; after a failure it is gone again. Throws
/// Error: permission, no_space, write_failed.
void write_new_file(const std::filesystem::path& path, std::span<const std::uint8_t> contents);

/// Gives the file `to` the modification time of the file `from` (utimensat(2)); neither is a link in the last part of
/// its path. Throws Error: not_found, permission, write_failed.
void copy_modification_time(const std::filesystem::path& from, const std::filesystem::path& to);

/// Gives the file `to` the permissions of the file `from`, where that is a regular file. Whoever replaces a file
/// expects the same people to read it; a file system without permissions is no reason to fail.
void copy_permissions(const std::filesystem::path& from, const std::filesystem::path& to) noexcept;

}  // namespace resizer::util
