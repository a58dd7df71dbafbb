#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "bench/benchmark.hpp"
#include "model/job.hpp"
#include "model/options.hpp"

namespace resizer::app {

/// Prints a line for each image that is done or failed, as it ends.
class WatchLines : public bench::Observer {
 public:
  explicit WatchLines(const model::OutputOptions& output) : is_quiet_(output.quiet) {}

  /// The jobs of the next run, which outlive it.
  void take_jobs(std::span<const model::Job> jobs) { jobs_ = jobs; }
  /// Prints a line unless only errors are shown. Does not throw: see failure().
  void print(const std::string& line);
  std::size_t done() const noexcept { return done_; }
  /// Why lines could not be printed; empty if they could.
  const std::string& failure() const noexcept { return failure_; }

  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override;
  void on_warming() override {}
  void on_run_begin(const bench::RunHeading& /*heading*/) override {}
  void on_other_run(const bench::RunHeading& /*heading*/) override {}
  void on_tick() override {}
  void on_run_end(const model::RunResult& /*result*/) override {}

 private:
  bool is_quiet_;
  std::span<const model::Job> jobs_;
  std::size_t done_ = 0;
  std::string failure_;
};

}  // namespace resizer::app
