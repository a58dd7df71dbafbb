#include "exec/worker_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <limits>

#include "resizer/util/error.hpp"
#include "resizer/util/fd.hpp"
#include "resizer/util/signals.hpp"

namespace resizer::exec {
namespace {

void check(int result, const char* what) {
  if (result < 0) throw util::system_error(what, errno);
}

void die_with(pid_t parent) {
  check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "cannot tie a worker's life to its parent's");
  // The parent may have died before the call above.
  if (::getppid() != parent) ::_exit(1);
}

void renounce_rights() {
  const rlimit no_core{0, 0};
  check(::setrlimit(RLIMIT_CORE, &no_core), "cannot turn core dumps off");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "cannot give up new privileges");
  check(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "cannot make a worker undumpable");
}

void leave_the_terminal() {
  const util::Fd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
  check(null.get(), "cannot open /dev/null");
  check(::dup2(null.get(), STDIN_FILENO), "cannot redirect a worker's input");
  check(::dup2(null.get(), STDOUT_FILENO), "cannot redirect a worker's output");
}

void keep_only(int kept_fd) {
  constexpr unsigned kFirst = STDERR_FILENO + 1;
  const auto kept = static_cast<unsigned>(kept_fd);
  if (kept > kFirst) check(::close_range(kFirst, kept - 1, 0), "cannot close inherited files");
  check(::close_range(kept + 1, std::numeric_limits<unsigned>::max(), 0), "cannot close inherited files");
}

}  // namespace

void become_worker(pid_t parent, int kept_fd, const Sandbox& sandbox) {
  die_with(parent);
  util::ignore_signals(util::kEndingSignals);
  util::ignore_signals({SIGXFSZ});
  util::reset_signals({SIGPIPE, SIGTSTP});
  util::unblock_all_signals();
  renounce_rights();
  leave_the_terminal();
  sandbox.restrict_paths();  // while its descriptor is open; what comes before opens files elsewhere
  keep_only(kept_fd);
  sandbox.restrict_calls();  // last: all that comes before needs more calls than jobs do
}

void limit_memory(std::uint64_t bytes) {
  if (!kLimitsMemory) return;
  const rlimit data{bytes, bytes};
  check(::setrlimit(RLIMIT_DATA, &data), "cannot limit a worker's memory");
}

}  // namespace resizer::exec
