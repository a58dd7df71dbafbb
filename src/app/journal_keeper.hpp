#pragma once

#include "bench/benchmark.hpp"
#include "rerun/reruns.hpp"

namespace resizer::app {

/// Records in the journal what each run has put in its place, so that it says what is there in the end.
class JournalKeeper : public bench::Observer {
 public:
  /// `reruns` outlives it.
  explicit JournalKeeper(rerun::Reruns& reruns) : reruns_(reruns) {}

  void on_warming() override {}
  void on_run_begin(const bench::RunHeading&) override {}
  void on_other_run(const bench::RunHeading&) override {}
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override {
    if (const model::Done* done = outcome.done()) reruns_.on_done(job_index, done->report);
  }
  void on_tick() override {}
  void on_run_end(const model::RunResult&) override {}

 private:
  rerun::Reruns& reruns_;
};

}  // namespace resizer::app
