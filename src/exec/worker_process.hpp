#pragma once

#include <sys/types.h>

#include <cstdint>

#include "exec/worker_sandbox.hpp"

namespace resizer::exec {

/// Worker, first thing after the fork: makes this process die with its parent, dump no core, gain no rights, leave
/// the signals that end a run to the parent, take a file that grows beyond its limit for an error, hold no descriptor
/// but stderr and `kept_fd`, and enter the sandbox; its stdin and stdout are /dev/null, for stdout belongs to the
/// report. Throws util::Error.
void become_worker(pid_t parent, int kept_fd, const Sandbox& sandbox);

/// Sanitizers need more memory for themselves than any limit allows.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kLimitsMemory = false;
#else
inline constexpr bool kLimitsMemory = true;
#endif

/// Worker: lets allocations fail beyond `bytes` of data in all (RLIMIT_DATA of setrlimit(2)), or beyond the limit that
/// it has already if that is lower; if this build kLimitsMemory. Throws util::Error.
void limit_memory(std::uint64_t bytes);

/// The limit that workers have already (ulimit -d). Throws util::Error.
std::uint64_t inherited_memory_limit();

}  // namespace resizer::exec
