#include "util/child_process.hpp"

#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "util/error.hpp"

namespace resizer::util {
namespace {

std::chrono::microseconds to_duration(const timeval& time) noexcept {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

pid_t reap(pid_t pid, int* status, rusage* usage) noexcept {
  pid_t reaped = -1;
  do {
    reaped = ::wait4(pid, status, 0, usage);
  } while (reaped < 0 && errno == EINTR);
  return reaped;
}

int run_body(const std::function<int()>& body) noexcept {
  return body();
}

}  // namespace

ProcessEnd decode_wait_status(int status) noexcept {
  if (WIFSIGNALED(status)) return KilledBy{WTERMSIG(status)};
  return ExitedWith{WEXITSTATUS(status)};
}

ChildProcess ChildProcess::start(const std::function<int()>& body) {
  const pid_t pid = ::fork();
  if (pid < 0) throw system_error("cannot start another process", errno);
  if (pid == 0) ::_exit(run_body(body));
  return ChildProcess(pid);
}

void ChildProcess::kill(int signal) const noexcept {
  if (pid_ != kReaped) ::kill(pid_, signal);
}

bool ChildProcess::has_ended() const noexcept {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

ChildResult ChildProcess::wait() {
  int status = 0;
  rusage usage{};
  const pid_t reaped = reap(std::exchange(pid_, kReaped), &status, &usage);
  if (reaped < 0) throw system_error("cannot wait for a child process", errno);
  constexpr std::uint64_t kBytesPerKib = 1024;
  return {decode_wait_status(status),
          {to_duration(usage.ru_utime), to_duration(usage.ru_stime),
           static_cast<std::uint64_t>(usage.ru_maxrss) * kBytesPerKib}};
}

ChildProcess::~ChildProcess() {
  if (pid_ == kReaped) return;
  kill(SIGKILL);
  reap(pid_, nullptr, nullptr);
}

}  // namespace resizer::util
