#include "util/signals.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>

#include "util/error.hpp"

namespace resizer::util {
namespace {

bool is_ignored(int signal) noexcept {
  struct sigaction current {};
  ::sigaction(signal, nullptr, &current);
  return current.sa_handler == SIG_IGN;
}

void dispose_of(std::initializer_list<int> signals, void (*disposition)(int)) noexcept {
  struct sigaction action {};
  action.sa_handler = disposition;
  for (const int signal : signals) ::sigaction(signal, &action, nullptr);
}

}  // namespace

SignalGuard::SignalGuard(std::initializer_list<int> signals, std::initializer_list<int> more) {
  sigset_t wanted;
  ::sigemptyset(&wanted);
  for (const auto& list : {signals, more}) {
    for (const int signal : list) {
      // A blocked signal becomes pending even if ignored. Leave it out, or nohup would stop working.
      if (!is_ignored(signal)) ::sigaddset(&wanted, signal);
    }
  }
  fd_ = Fd(::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!fd_) throw system_error("cannot listen for signals", errno);
  ::pthread_sigmask(SIG_BLOCK, &wanted, &previous_mask_);
}

SignalGuard::~SignalGuard() {
  ::pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
}

std::optional<int> SignalGuard::take() noexcept {
  signalfd_siginfo info{};
  ssize_t got = -1;
  do {
    got = ::read(fd_.get(), &info, sizeof info);
  } while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof info)) return std::nullopt;
  return static_cast<int>(info.ssi_signo);
}

bool SignalGuard::is_waiting() const noexcept {
  pollfd waiting{fd_.get(), POLLIN, 0};
  return ::poll(&waiting, 1, 0) == 1;
}

SignalDisposition::SignalDisposition(int signal, void (*disposition)(int)) noexcept : signal_(signal) {
  struct sigaction action {};
  action.sa_handler = disposition;
  ::sigaction(signal_, &action, &previous_);
}

SignalDisposition::~SignalDisposition() {
  ::sigaction(signal_, &previous_, nullptr);
}

void ignore_signals(std::initializer_list<int> signals) noexcept {
  dispose_of(signals, SIG_IGN);
}

void reset_signals(std::initializer_list<int> signals) noexcept {
  dispose_of(signals, SIG_DFL);
}

void unblock_all_signals() noexcept {
  sigset_t none;
  ::sigemptyset(&none);
  ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

void suspend_self() noexcept {
  sigset_t stop;
  sigset_t previous;
  ::sigemptyset(&stop);
  ::sigaddset(&stop, SIGTSTP);
  ::raise(SIGTSTP);
  ::pthread_sigmask(SIG_UNBLOCK, &stop, &previous);
  ::pthread_sigmask(SIG_SETMASK, &previous, nullptr);
}

}  // namespace resizer::util
