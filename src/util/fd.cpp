#include "util/fd.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "util/error.hpp"

namespace resizer::util {

int Fd::close() noexcept {
  if (fd_ == kNone) return 0;
  // Linux has closed the descriptor even when close(2) reports EINTR: never call it twice.
  return ::close(release()) == 0 || errno == EINTR ? 0 : errno;
}

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw system_error("cannot make a pipe", errno);
  return {Fd(ends[0]), Fd(ends[1])};
}

}  // namespace resizer::util
