#include "resizer/util/replace_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <span>
#include <string>

#include "resizer/util/error.hpp"
#include "resizer/util/file.hpp"
#include "resizer/util/printable.hpp"
#include "resizer/util/signals.hpp"

namespace resizer::util {

namespace fs = std::filesystem;

void replace_file(const fs::path& path, std::string_view contents) {
  const SignalGuard signals_wait(kEndingSignals);
  std::error_code error;
  const fs::path target = fs::weakly_canonical(fs::absolute(path), error);
  if (error) throw system_error(printable(path.native()), error.value(), ErrorCode::write_failed);
  const fs::path temp = target.parent_path() / (".resizer-" + std::to_string(::getpid()) + ".tmp");
  ::unlink(temp.c_str());  // Of a killed process that had the same number.
  try {
    write_new_file(temp, std::span(reinterpret_cast<const std::uint8_t*>(contents.data()), contents.size()));
  } catch (const Error& failure) {
    throw Error(failure.code(), printable(path.native()) + ": " + failure.what());
  }
  if (::rename(temp.c_str(), target.c_str()) == 0) return;
  const int error_number = errno;
  ::unlink(temp.c_str());
  throw system_error(printable(path.native()), error_number, ErrorCode::write_failed);
}

}  // namespace resizer::util
