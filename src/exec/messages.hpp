#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "util/fd.hpp"

/// Messages from workers to the parent, through one pipe.
namespace resizer::exec {

enum class MessageKind : std::uint32_t {
  job_ended,      ///< `number` is the job's index: its slot has the rest.
  memory_wanted,  ///< `number` is the worker's slot: its mailbox has the rest.
};

/// Wakes the parent, which trusts none of it. A write of so few bytes to a pipe is atomic (POSIX, PIPE_BUF).
struct Message {
  MessageKind kind = MessageKind::job_ended;
  std::uint32_t number = 0;
};

/// A pipe whose read end does not block.
util::Pipe make_message_pipe();

/// Worker. If the parent is gone, the write ends this process by SIGPIPE.
void send(int write_end, Message message) noexcept;

/// Parent: all messages that have arrived.
std::vector<Message> receive(const util::Fd& read_end);

}  // namespace resizer::exec
