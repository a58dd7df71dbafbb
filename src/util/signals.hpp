#pragma once

#include <csignal>
#include <initializer_list>
#include <optional>

#include "util/fd.hpp"

namespace resizer::util {

/// The signals that end a run: Ctrl-C, kill, the end of a session, Ctrl-\.
inline constexpr std::initializer_list<int> kEndingSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/// Blocks signals and makes them readable from a signalfd(2). The destructor restores the signal mask, which delivers
/// unread signals. Signals that were ignored (nohup) stay ignored. Children inherit the blocked mask and reset it with
/// unblock_all_signals().
class SignalGuard {
 public:
  /// Blocks `signals` and `more`. Throws util::Error(system).
  explicit SignalGuard(std::initializer_list<int> signals, std::initializer_list<int> more = {});
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;
  ~SignalGuard();

  /// Readable when a signal is pending.
  const Fd& fd() const noexcept { return fd_; }
  /// Takes a pending signal, if there is one. Does not block.
  std::optional<int> take() noexcept;
  /// Whether a signal is pending, without taking it.
  bool is_waiting() const noexcept;

 private:
  sigset_t previous_mask_{};
  Fd fd_;
};

/// Sets the disposition of a signal to SIG_DFL or SIG_IGN for its lifetime.
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

/// Ignores `signals` in this process from now on, even pending ones.
void ignore_signals(std::initializer_list<int> signals) noexcept;

/// Resets `signals` to their default dispositions in this process.
void reset_signals(std::initializer_list<int> signals) noexcept;

void unblock_all_signals() noexcept;

/// Stops this process as SIGTSTP does by default, even while that signal is blocked, and returns when it is continued.
/// Returns at once in an orphaned process group, which nobody could continue.
void suspend_self() noexcept;

}  // namespace resizer::util
