#include "util/error.hpp"

#include <cerrno>
#include <system_error>

namespace resizer::util {
namespace {

ErrorCode code_for(int error_number, ErrorCode otherwise) noexcept {
  switch (error_number) {
    case ENOENT:
      return ErrorCode::not_found;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::permission;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ErrorCode::no_space;
    case ENOMEM:
      return ErrorCode::out_of_memory;
    default:
      return otherwise;
  }
}

}  // namespace

std::string_view name_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::no_input:
      return "no_input";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::not_a_file:
      return "not_a_file";
    case ErrorCode::permission:
      return "permission";
    case ErrorCode::read_failed:
      return "read_failed";
    case ErrorCode::write_failed:
      return "write_failed";
    case ErrorCode::no_space:
      return "no_space";
    case ErrorCode::unsupported_format:
      return "unsupported_format";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::truncated:
      return "truncated";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::out_of_memory:
      return "out_of_memory";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::system:
      return "system";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

Error system_error(const std::string& what, int error_number, ErrorCode otherwise) {
  return {code_for(error_number, otherwise), what + ": " + std::generic_category().message(error_number)};
}

}  // namespace resizer::util
