#include "exec/signal_handler.hpp"

#include <csignal>

namespace resizer::exec {

SignalHandler::SignalHandler(const WorkerSet& worker_set, const SharedState& shared, RunObserver& observer)
    : worker_set_(worker_set),
      shared_(shared),
      observer_(observer),
      signals_(util::kEndingSignals, {SIGTSTP, SIGCHLD}) {}

void SignalHandler::handle_pending() {
  while (const std::optional<int> signal = signals_.take()) {
    if (*signal == SIGCHLD) {
      has_child_news_ = true;
    } else if (*signal == SIGTSTP) {
      suspend();
    } else {
      interruption_.on_signal(*signal, util::Clock::now());
      shared_.stop();
    }
  }
}

/// A terminal stops the workers too, but kill(1) only this process.
void SignalHandler::suspend() {
  observer_.on_suspend();
  worker_set_.signal_all(SIGSTOP);
  const auto start = util::Clock::now();
  util::suspend_self();
  suspended_ += util::Clock::now() - start;
  worker_set_.signal_all(SIGCONT);
}

void SignalHandler::end_grace() {
  if (!interruption_.is_over(util::Clock::now())) return;
  has_killed_ = true;
  worker_set_.signal_all(SIGKILL);
}

}  // namespace resizer::exec
