#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "util/fd.hpp"

/// What workers write to the one pipe that the parent reads.
namespace resizer::exec {

enum class MessageKind : std::uint32_t {
  job_ended,      ///< `number` is the job's index: its slot has the rest.
  memory_wanted,  ///< `number` is the worker's place: its mailbox has the rest.
};

/// It only wakes the parent, which believes none of it. Pipes take so few bytes whole (POSIX, PIPE_BUF).
struct Message {
  MessageKind kind = MessageKind::job_ended;
  std::uint32_t number = 0;
};

/// A pipe whose read end does not block.
util::Pipe make_message_pipe();

/// Worker: without the parent there is nobody left to tell; the write then ends this process by SIGPIPE.
void send(int write_end, Message message) noexcept;

/// Parent: all messages that have come.
std::vector<Message> receive(const util::Fd& read_end);

}  // namespace resizer::exec
