#pragma once

#include <csignal>
#include <initializer_list>
#include <optional>

#include "util/fd.hpp"

namespace resizer::util {

/// The signals by which a user ends a run: Ctrl-C, kill, the end of a session, Ctrl-\.
inline constexpr std::initializer_list<int> kEndingSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/// Turns signals into something to poll while it lives: they are blocked and read from a signalfd(2). The signal mask
/// is restored at the end, which delivers what was not read. Signals that are ignored when it is made (nohup) stay so.
/// Children inherit the blocked mask and restore theirs with unblock_all_signals().
class SignalGuard {
 public:
  /// Guards `signals` and `more`. Throws util::Error(system) when the system refuses.
  explicit SignalGuard(std::initializer_list<int> signals, std::initializer_list<int> more = {});
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;
  ~SignalGuard();

  /// Readable when a signal waits.
  const Fd& fd() const noexcept { return fd_; }
  /// Takes one waiting signal, if there is one. Does not block.
  std::optional<int> take() noexcept;
  /// Whether a signal waits, without taking it.
  bool is_waiting() const noexcept;

 private:
  sigset_t previous_mask_{};
  Fd fd_;
};

/// Gives one signal the disposition SIG_DFL or SIG_IGN while it lives.
class SignalDisposition {
 public:
  SignalDisposition(int signal, void (*disposition)(int)) noexcept;
  SignalDisposition(const SignalDisposition&) = delete;
  SignalDisposition& operator=(const SignalDisposition&) = delete;
  ~SignalDisposition();

 private:
  int signal_;
  struct sigaction previous_ {};
};

/// Ignores `signals` in this process from now on, even those that wait blocked.
void ignore_signals(std::initializer_list<int> signals) noexcept;

/// Gives `signals` their default dispositions in this process from now on.
void reset_signals(std::initializer_list<int> signals) noexcept;

void unblock_all_signals() noexcept;

/// Stops this process as SIGTSTP does by default, even while that signal is blocked, and returns when it is continued;
/// at once where nobody could continue it (an orphaned process group).
void suspend_self() noexcept;

}  // namespace resizer::util
