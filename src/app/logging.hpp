#pragma once

#include <filesystem>
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

/// The log file: a header for each mode, one line per image, the times of the modes and the speedup. Lines are
/// appended. Only the parent process logs, and every line is flushed before the next worker is forked, so that no line
/// is lost or duplicated when a worker dies.
class Log : public bench::Observer {
 public:
  /// Creates the folder and opens the file, unless the level is off. `jobs` outlives the log. Throws util::Error naming
  /// --log-file, if that was given; failing to open the default file is not an error.
  Log(const model::OutputOptions& options, std::span<const model::Job> jobs);
  ~Log() override;

  /// The sandbox, and a warning if it is incomplete.
  /// Each skipped file, at LogLevel::debug.
  void write_plan(const planning::Plan& plan);
  /// Each output removed because its input is gone.
  void write_pruned(std::span<const std::filesystem::path> outputs);
  void write_sandbox(const model::SandboxSupport& sandbox);
  /// Anything else that happened.
  void write_note(const std::string& note);
  /// The jobs of the next run, which outlive it.
  void take_jobs(std::span<const model::Job> jobs) { jobs_ = jobs; }

  void on_warming() override;
  void on_run_begin(const bench::RunHeading& heading) override;
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override;
  void on_other_run(const bench::RunHeading& heading) override;
  void on_tick() override {}
  void on_run_end(const model::RunResult& result) override;

  /// Unusable inputs, why there were as many rounds, the speedup, and whether the outputs are identical.
  void write_conclusion(const analysis::ReportModel& report);

  /// Why the file could not be opened or written; empty if it could. The run goes on without the log.
  const std::string& failure() const noexcept;

 private:
  struct Sink;
  std::unique_ptr<Sink> sink_;
  std::span<const model::Job> jobs_;
};

}  // namespace resizer::app
