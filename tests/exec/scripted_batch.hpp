#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exec/executor.hpp"
#include "model/job.hpp"
#include "model/outcome.hpp"
#include "model/run_result.hpp"
#include "support/temp_folder.hpp"

namespace resizer::exec {

/// A job function that does what the input file's content orders:
///
///     ok               writes each output in full: "output of " and the input's content
///     sleep MS         the same, after MS milliseconds
///     burn MS          the same, after MS milliseconds of CPU time
///     nothing          returns without having written any output
///     error TEXT       throws util::Error{corrupt, TEXT}
///     bad_alloc, runtime_error, int                             throws that
///     segfault, abort, stack_overflow, sigkill, exit STATUS     ends the process so
///     segfault_after MS                                         the same, after MS milliseconds
///     stall, spin, sigstop                                      sleeps, computes or stands still forever
///     hog, hog_c                                                takes memory until there is no more: C++ throws then,
///                                                               C code that does not look crashes
///     reserve MB                                                as ok, once it may hold so much
///     reserve_twice MB, reserve_and_stall MB, reserve_and_crash MB
///
/// Those that never come to an output write something to each temporary file before.
model::JobReport obey(const model::Job& job, std::span<const std::filesystem::path> temp_paths,
                      const util::ReserveMemory& reserve);

/// Jobs in a folder of their own: the inputs in `in`, the outputs to be in `out`.
class ScriptedBatch {
 public:
  ScriptedBatch();

  /// Adds a job with that order and returns its index.
  std::size_t add(std::string_view order, unsigned outputs = 1);
  void add_many(std::size_t count, std::string_view order);
  /// Adds a job that does `first` when it is done for the first time, and `then` whenever it is done again.
  std::size_t add_changing(std::string_view first, std::string_view then);
  /// Gives every job that order.
  void reorder(std::string_view order) const;

  std::span<const model::Job> jobs() const { return jobs_; }
  const model::Job& job(std::size_t index) const { return jobs_[index]; }
  std::filesystem::path out() const { return folder_ / "out"; }

  /// The names in `out`, without those that jobs give.
  std::vector<std::string> strangers() const;
  /// The temporary files in `out`, of whatever run.
  std::vector<std::filesystem::path> temps() const;
  /// Expects that every output of each Done job is complete, that no other output exists, and that nothing else lies
  /// beside them.
  void expect_files_match(const model::RunResult& result) const;

 private:
  test::TempFolder folder_;
  std::vector<model::Job> jobs_;
};

/// Counts the outcomes.
class CountingObserver final : public RunObserver {
 public:
  explicit CountingObserver(std::size_t jobs) : told_(jobs, 0) {}
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override;
  void on_tick() override { ++ticks_; }

  /// How many outcomes each job had.
  const std::vector<int>& told() const { return told_; }
  /// The names of the outcomes, in the order in which they came.
  const std::vector<std::string>& kinds() const { return kinds_; }
  int ticks() const { return ticks_; }

 private:
  std::vector<int> told_;
  std::vector<std::string> kinds_;
  int ticks_ = 0;
};

/// The pool with that many workers; 0 means the sequential executor.
std::unique_ptr<Executor> make_executor(unsigned workers, JobFunction job_function,
                                        const model::ControlOptions& control = {});

/// Names the instances of a test whose parameter is that number.
std::string name_of_executor(const testing::TestParamInfo<unsigned>& info);

/// Runs the batch, expects that every job had exactly one outcome and that the files match, and returns the result.
model::RunResult run_and_check(Executor& executor, const ScriptedBatch& batch);

}  // namespace resizer::exec
