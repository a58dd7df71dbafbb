#include "exec/signal_desk.hpp"

#include <csignal>

namespace resizer::exec {

SignalDesk::SignalDesk(const Team& team, const Board& board, RunObserver& observer)
    : team_(team), board_(board), observer_(observer), signals_(util::kEndingSignals, {SIGTSTP, SIGCHLD}) {}

void SignalDesk::answer() {
  while (const std::optional<int> signal = signals_.take()) {
    if (*signal == SIGCHLD) {
      has_child_news_ = true;
    } else if (*signal == SIGTSTP) {
      suspend();
    } else {
      interruption_.on_signal(*signal, util::Clock::now());
      board_.stop();
    }
  }
}

/// A terminal stops the workers too, but whoever sends the signal to this process alone means all of them.
void SignalDesk::suspend() {
  observer_.on_suspend();
  team_.signal_all(SIGSTOP);
  const auto start = util::Clock::now();
  util::suspend_self();
  suspended_ += util::Clock::now() - start;
  team_.signal_all(SIGCONT);
}

void SignalDesk::end_grace() {
  if (!interruption_.is_over(util::Clock::now())) return;
  has_killed_ = true;
  team_.signal_all(SIGKILL);
}

}  // namespace resizer::exec
