#include "app/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "util/error.hpp"

namespace resizer::app {
namespace {

void require_output(bool is_complete) {
  if (!is_complete && errno != EPIPE) {
    throw util::system_error("standard output", errno, util::ErrorCode::write_failed);
  }
}

}  // namespace

void open_closed_streams() noexcept {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    // open() returns the lowest free descriptor, this one. Without /dev/null, as in a bare chroot, any file will do.
    if (::open("/dev/null", O_RDWR) < 0) static_cast<void>(::open("/", O_RDONLY | O_DIRECTORY));
  }
}

void write_out(std::string_view text) {
  require_output(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}

void flush_out() {
  require_output(std::fflush(stdout) == 0);
}

void complain(const std::string& message) {
  std::fprintf(stderr, "resizer: %s\n", message.c_str());
}

}  // namespace resizer::app
