#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

#include "exec/sandbox.hpp"

namespace resizer::exec {

/// Worker, first thing after the fork. Makes this process die with its parent, dump no core, and gain no privileges;
/// leaves the signals that end a run to the parent; makes exceeding the file size limit an error rather than a signal;
/// connects stdin and stdout, which belongs to the report, to /dev/null; closes every descriptor but stderr and
/// `kept_fds`, where negative ones are none; and enters the sandbox. Throws util::Error.
void become_worker(pid_t parent, const std::vector<int>& kept_fds, const Sandbox& sandbox);

/// Sanitizers reserve more memory than any limit allows.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kLimitsMemory = false;
#else
inline constexpr bool kLimitsMemory = true;
#endif

/// Worker: limits its data to `bytes` (RLIMIT_DATA of setrlimit(2)), or to the inherited limit if that is lower; does
/// nothing unless kLimitsMemory. Throws util::Error.
void limit_memory(std::uint64_t bytes);

/// The limit that workers inherit (ulimit -d). Throws util::Error.
std::uint64_t inherited_memory_limit();

}  // namespace resizer::exec
