#pragma once

namespace resizer::exec {

/// Worker: from now on the kernel ends this process by SIGSYS at the first system call that is not in the list of
/// those that a worker needs (seccomp(2)). It has given up new privileges before. Throws util::Error.
void filter_system_calls();

}  // namespace resizer::exec
