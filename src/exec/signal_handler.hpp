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

/// Takes the signals that reach the parent during a run and does what they ask for.
class SignalHandler {
 public:
  /// Signals wait from here on. The arguments outlive it.
  SignalHandler(const WorkerSet& worker_set, const SharedState& shared, RunObserver& observer);

  /// Readable when a signal waits.
  int fd() const noexcept { return signals_.fd().get(); }
  /// Answers the signals that wait. SIGCHLD is noted. SIGTSTP stops the workers and then this process, until it is
  /// continued; any other ends the run early.
  void answer();
  /// Whether a child may have ended since the last call.
  bool take_child_news() noexcept { return std::exchange(has_child_news_, false); }
  /// Kills the workers when the time of grace of an ending run is over.
  void end_grace();

  /// Whether end_grace() has killed the workers.
  bool has_killed() const noexcept { return has_killed_; }
  /// The signal that ends the run.
  std::optional<int> ending_signal() const noexcept { return interruption_.signal(); }
  /// How long this process was stopped.
  std::chrono::nanoseconds suspended() const noexcept { return suspended_; }
  /// `instant`, or when end_grace() has something to do if that is earlier.
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
