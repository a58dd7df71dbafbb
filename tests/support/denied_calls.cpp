#include "support/denied_calls.hpp"

#include <seccomp.h>
#include <unistd.h>

#include <cerrno>

namespace resizer::test {

void deny_calls(const std::vector<int>& calls, int error_number) {
  void* filter = seccomp_init(SCMP_ACT_ALLOW);
  bool is_complete = filter != nullptr;
  for (const int call : calls) {
    is_complete =
        is_complete && seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(error_number)), call, 0) == 0;
  }
  if (!is_complete || seccomp_load(filter) != 0) _exit(126);
}

void pretend_linux_4_18() {
  // Since then all architectures have the same numbers for new calls, which begin here (pidfd_send_signal, Linux 5.1).
  constexpr int kFirst = 424;
  constexpr int kLast = 470;
  std::vector<int> calls;
  for (int call = kFirst; call <= kLast; ++call) calls.push_back(call);
  deny_calls(calls, ENOSYS);
}

}  // namespace resizer::test
