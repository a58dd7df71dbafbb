#include "exec/worker_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <limits>

#include "util/error.hpp"
#include "util/fd.hpp"
#include "util/signals.hpp"

namespace resizer::exec {
namespace {

void check(int result, const char* what) {
  if (result < 0) throw util::system_error(what, errno);
}

void die_with(pid_t parent) {
  check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "cannot tie a worker's life to its parent's (prctl)");
  // The parent may have died before the call above.
  if (::getppid() != parent) ::_exit(1);
}

void drop_privileges() {
  const rlimit no_core{0, 0};
  check(::setrlimit(RLIMIT_CORE, &no_core), "cannot turn core dumps off (setrlimit)");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "cannot set no_new_privs (prctl)");
  check(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "cannot make a worker undumpable (prctl)");
}

/// /dev/null, or in a container without it an O_PATH descriptor of /, on which reads and writes fail.
util::Fd open_null_device() {
  util::Fd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!null) null = util::Fd(::open("/", O_PATH | O_CLOEXEC));
  check(null.get(), "cannot open /dev/null");
  return null;
}

void redirect_stdin_and_stdout() {
  const util::Fd null = open_null_device();
  check(::dup2(null.get(), STDIN_FILENO), "cannot redirect a worker's input (dup2)");
  check(::dup2(null.get(), STDOUT_FILENO), "cannot redirect a worker's output (dup2)");
}

/// close_range(2), or a loop where an old kernel lacks it or an old container forbids it.
void close_all(unsigned first, unsigned last) {
  if (first > last || ::close_range(first, last, 0) == 0) return;
  rlimit files{};
  check(::getrlimit(RLIMIT_NOFILE, &files), "cannot close inherited files (getrlimit)");
  const auto end = static_cast<unsigned>(std::min<rlim_t>(files.rlim_cur, std::numeric_limits<int>::max()));
  for (unsigned fd = first; fd <= last && fd < end; ++fd) ::close(static_cast<int>(fd));
}

void keep_only(std::vector<int> kept_fds) {
  std::ranges::sort(kept_fds);
  unsigned first = STDERR_FILENO + 1;
  for (const int fd : kept_fds) {
    if (fd < 0) continue;
    const auto kept = static_cast<unsigned>(fd);
    close_all(first, kept - 1);
    first = kept + 1;
  }
  close_all(first, std::numeric_limits<unsigned>::max());
}

rlimit data_limit() {
  rlimit limit{};
  check(::getrlimit(RLIMIT_DATA, &limit), "cannot read the memory limit (getrlimit)");
  return limit;
}

}  // namespace

void become_worker(pid_t parent, const std::vector<int>& kept_fds, const Sandbox& sandbox) {
  die_with(parent);
  util::ignore_signals(util::kEndingSignals);
  util::ignore_signals({SIGXFSZ});
  util::reset_signals({SIGPIPE, SIGTSTP});
  util::unblock_all_signals();
  drop_privileges();
  redirect_stdin_and_stdout();
  sandbox.restrict_paths();  // while its descriptor is open, and after the last open() elsewhere
  keep_only(kept_fds);
  sandbox.restrict_calls();  // last: setup needs more system calls than jobs do
}

void limit_memory(std::uint64_t bytes) {
  if (!kLimitsMemory) return;
  const rlimit inherited = data_limit();
  const rlimit data{std::min<rlim_t>(bytes, inherited.rlim_cur), std::min<rlim_t>(bytes, inherited.rlim_max)};
  check(::setrlimit(RLIMIT_DATA, &data), "cannot limit a worker's memory (setrlimit)");
}

std::uint64_t inherited_memory_limit() {
  return data_limit().rlim_cur;
}

}  // namespace resizer::exec
