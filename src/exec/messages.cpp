#include "exec/messages.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <span>

#include "util/error.hpp"

namespace resizer::exec {

util::Pipe make_message_pipe() {
  util::Pipe pipe = util::make_pipe();
  if (::fcntl(pipe.read_end.get(), F_SETFL, O_NONBLOCK) != 0) throw util::system_error("cannot set up a pipe", errno);
  return pipe;
}

void send(int write_end, Message message) noexcept {
  while (::write(write_end, &message, sizeof message) < 0 && errno == EINTR) {
  }
}

std::vector<Message> receive(const util::Fd& read_end) {
  std::vector<Message> messages;
  std::array<Message, 1024> buffer{};
  ssize_t got = 0;
  do {
    got = ::read(read_end.get(), buffer.data(), sizeof buffer);
    const std::size_t count = got > 0 ? static_cast<std::size_t>(got) / sizeof(Message) : 0;
    messages.insert(messages.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(count));
  } while (got == static_cast<ssize_t>(sizeof buffer));
  return messages;
}

}  // namespace resizer::exec
