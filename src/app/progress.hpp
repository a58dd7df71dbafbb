#pragma once

#include <chrono>
#include <memory>
#include <span>

#include "bench/benchmark.hpp"
#include "model/job.hpp"

namespace resizer::app {

/// The progress line on standard error, updated during a run in the foreground and erased at its end. For terminals
/// only.
class Progress : public bench::Observer {
 public:
  /// `jobs` outlives this.
  Progress(std::span<const model::Job> jobs, unsigned cores, bool unicode);
  ~Progress() override;

  void on_warming() override;
  void on_other_run(const bench::RunHeading& heading) override;
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
