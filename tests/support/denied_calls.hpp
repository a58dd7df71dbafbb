#pragma once

#include <vector>

namespace resizer::test {

/// For Command::before: from now on these system calls fail with `error_number` in this process and whatever it starts,
/// as a container's filter or an older kernel makes them. Leaves by _exit(126) where that cannot be done.
void deny_calls(const std::vector<int>& calls, int error_number);

/// Every call that came after Linux 4.18 fails as unknown.
void pretend_linux_4_18();

}  // namespace resizer::test
