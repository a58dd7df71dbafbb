#pragma once

#include <chrono>
#include <memory>
#include <span>

#include "bench/benchmark.hpp"
#include "model/job.hpp"

namespace resizer::app {

/// One line on standard error that is drawn over and over while a run lasts in the foreground,
/// and wiped at its end. Only for terminals.
class Progress : public bench::Observer {
 public:
  /// `jobs` outlives this; workers have so many cores.
  Progress(std::span<const model::Job> jobs, unsigned cores, bool unicode);
  ~Progress() override;

  void on_warming() override;
  void on_run_begin(const bench::RunHeading& heading) override;
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override;
  void on_tick() override;
  void on_suspend() override;
  void on_run_end(const model::RunResult& result) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace resizer::app
