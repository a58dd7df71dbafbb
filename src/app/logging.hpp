#pragma once

#include <memory>
#include <span>
#include <string>

#include "analysis/report_model.hpp"
#include "bench/benchmark.hpp"
#include "model/job.hpp"
#include "model/options.hpp"
#include "model/sandbox.hpp"
#include "planning/plan.hpp"

namespace resizer::app {

/// The log file: a header for each mode, one line an image, the times of the modes and the speedup. Lines are appended.
/// Only the parent process logs, and each line is on its way before the next worker is forked, so that no line is lost
/// or doubled when a worker dies.
class Log : public bench::Observer {
 public:
  /// Opens the file and makes its folder; does neither at level off. `jobs` outlives the log.
  /// Throws util::Error naming --log-file, if that was given; the default file merely stays without lines.
  Log(const model::OutputOptions& options, std::span<const model::Job> jobs);
  ~Log() override;

  /// What confines the workers, and a warning for what does not.
  /// Each file that was found and left out, at LogLevel::debug.
  void write_plan(const planning::Plan& plan);
  void write_sandbox(const model::SandboxSupport& sandbox);

  void on_warming() override;
  void on_run_begin(const bench::RunHeading& heading) override;
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override;
  void on_tick() override {}
  void on_run_end(const model::RunResult& result) override;

  /// Inputs that could not be used, the speedup and whether the outputs agree.
  void write_conclusion(const analysis::ReportModel& report);

  /// Why the file could not be opened or a line not be written; empty when all were. The run goes on without the log.
  const std::string& failure() const noexcept;

 private:
  struct Sink;
  std::unique_ptr<Sink> sink_;
  std::span<const model::Job> jobs_;
};

}  // namespace resizer::app
