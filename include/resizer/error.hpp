#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace resizer {

/// Why something could not be done.
enum class ErrorCode : std::uint8_t {
  usage,               ///< Invalid options or arguments.
  no_input,            ///< Nothing to work on.
  not_found,           ///< A path does not exist.
  not_a_file,          ///< A path names something other than a regular file.
  permission,          ///< The system refused access.
  read_failed,         ///< An input could not be read to its end.
  write_failed,        ///< An output could not be written.
  no_space,            ///< Disk space, inodes or a quota are exhausted: retry later.
  unsupported_format,  ///< A format, or a variant of one, that cannot be read or written.
  corrupt,             ///< The bytes violate their format.
  truncated,           ///< The bytes end too early.
  too_large,           ///< A limit of pixels, memory or a format is exceeded.
  out_of_memory,       ///< An allocation failed.
  conflict,            ///< Two outputs are the same file, or an output is an input.
  system,              ///< Any other failing system call.
  internal,            ///< A bug in the library, or in the function of a task.
};

/// The code as one word: "corrupt", "no_space".
std::string_view name_of(ErrorCode code) noexcept;

/// Thrown by this library, besides std::bad_alloc. what() is one line: the file, if one is at fault, and the reason.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace resizer
