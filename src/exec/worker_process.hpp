#pragma once

#include <sys/types.h>

#include <cstdint>

#include "exec/sandbox.hpp"

namespace resizer::exec {

/// Worker, first thing after the fork: makes this process die with its parent, dump no core, gain no rights, leave
/// SIGINT, SIGTERM and SIGHUP to the parent, take a file that grows beyond its limit for an error, hold no descriptor
/// but stderr and `kept_fd`, and enter the sandbox; its stdin and stdout are /dev/null, for stdout belongs to the
/// report. Throws util::Error.
void become_worker(pid_t parent, int kept_fd, const Sandbox& sandbox);

/// Worker: lets allocations fail beyond `bytes` of data in all (RLIMIT_DATA of setrlimit(2)). Not under sanitizers,
/// which need more than that for themselves. Throws util::Error.
void limit_memory(std::uint64_t bytes);

}  // namespace resizer::exec
