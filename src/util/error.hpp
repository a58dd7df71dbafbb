#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace resizer::util {

/// Why something could not be done. The Error of an image becomes its outcome; any other ends the program.
enum class ErrorCode : std::uint8_t {
  usage,               ///< An invalid option or combination of options.
  no_input,            ///< Nothing to work on was found.
  not_found,           ///< A path does not exist.
  not_a_file,          ///< A path names something other than a regular file.
  permission,          ///< The system refused access.
  read_failed,         ///< An input could not be read to its end.
  write_failed,        ///< An output could not be written.
  no_space,            ///< Disk space, inodes or a quota are exhausted: retry later.
  unsupported_format,  ///< A format, or a variant of one, that cannot be read.
  corrupt,             ///< The bytes violate their format.
  truncated,           ///< The bytes end too early.
  too_large,           ///< The image exceeds the limit of pixels or memory, or what its format can hold.
  out_of_memory,       ///< An allocation failed.
  conflict,            ///< Two jobs have the same output, or an output is an input.
  system,              ///< Any other failing system call.
  internal,            ///< A bug in the program.
};

/// The exception type of this project. what() is one line: the file, if one is at fault, and the reason; never a
/// command line option (see model::SettingError).
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

/// The code in reports, such as "corrupt" or "no_space".
std::string_view name_of(ErrorCode code) noexcept;

/// The Error for a failed system call: `what` followed by the text of `error_number`, with the matching code
/// (ENOENT: not_found; EACCES, EPERM, EROFS: permission; ENOSPC, EDQUOT, EFBIG: no_space; ENOMEM: out_of_memory; else
/// `otherwise`).
Error system_error(const std::string& what, int error_number, ErrorCode otherwise = ErrorCode::system);

}  // namespace resizer::util
