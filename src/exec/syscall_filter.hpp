#pragma once

namespace resizer::exec {

/// Worker: from now on the kernel kills this process with SIGSYS at the first system call that is not on the list of
/// allowed ones (seccomp(2)). Requires no_new_privs. Throws util::Error.
void filter_system_calls();

}  // namespace resizer::exec
