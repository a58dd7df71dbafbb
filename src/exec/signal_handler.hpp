#pragma once

#include <chrono>
#include <optional>
#include <utility>

#include "exec/executor.hpp"
#include "exec/interruption.hpp"
#include "exec/shared_state.hpp"
#include "exec/worker_set.hpp"
#include "util/clock.hpp"
#include "util/signals.hpp"

namespace resizer::exec {

/// Handles the signals that reach the parent during a run.
class SignalHandler {
 public:
  /// Blocks the signals. The arguments outlive it.
  SignalHandler(const WorkerSet& worker_set, const SharedState& shared, RunObserver& observer);

  /// Readable when a signal is pending.
  int fd() const noexcept { return signals_.fd().get(); }
  /// Handles pending signals: SIGCHLD is noted; SIGTSTP stops the workers and this process until it is continued; any
  /// other ends the run early.
  void handle_pending();
  /// Whether a child may have ended since the last call.
  bool take_child_news() noexcept { return std::exchange(has_child_news_, false); }
  /// Kills the workers if the grace period of an ending run is over.
  void end_grace();

  /// Whether end_grace() has killed the workers.
  bool has_killed() const noexcept { return has_killed_; }
  /// The signal that ends the run.
  std::optional<int> ending_signal() const noexcept { return interruption_.signal(); }
  /// How long this process was stopped by SIGTSTP.
  std::chrono::nanoseconds suspended() const noexcept { return suspended_; }
  /// `instant`, or the end of the grace period if that is earlier.
  util::Clock::time_point earlier_of(util::Clock::time_point instant) const noexcept {
    return has_killed_ ? instant : interruption_.earlier_of(instant);
  }

 private:
  void suspend();

  const WorkerSet& worker_set_;
  const SharedState& shared_;
  RunObserver& observer_;
  util::SignalGuard signals_;
  Interruption interruption_;
  bool has_killed_ = false;
  bool has_child_news_ = false;
  std::chrono::nanoseconds suspended_{};
};

}  // namespace resizer::exec
