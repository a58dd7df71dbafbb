#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/benchmark.hpp"
#include "model/options.hpp"
#include "planning/plan.hpp"
#include "rerun/file_state.hpp"
#include "shards/attempt.hpp"
#include "shards/plan_file.hpp"
#include "util/signals.hpp"

namespace resizer::app {

/// A run of one shard: what it does comes from a plan, and it notes what it has made. While it lives, SIGTERM ends the
/// program with ExitCode::temporary.
class ShardRun : public bench::Observer {
 public:
  /// Reads the plan, and looks at the inputs of the shard. Throws util::Error(usage) if it is not a plan of this
  /// program version, or has another number of shards.
  explicit ShardRun(const model::Options& given);

  const model::Options& options() const noexcept { return options_; }
  /// Call it once. Inputs that have changed or are gone are unusable; what an earlier attempt has made is skipped.
  planning::Plan take_plan();

  void on_warming() override {}
  void on_run_begin(const bench::RunHeading&) override {}
  void on_other_run(const bench::RunHeading&) override {}
  void on_outcome(std::size_t job_index, const model::JobOutcome& outcome) override;
  void on_tick() override {}
  void on_run_end(const model::RunResult&) override {}

  /// Writes report-K.json beside the plan, unless the run ended early. Throws util::Error naming it.
  void write_report(const bench::Measurements& measurements) const;

  /// The exit status of the program, where `code` is that of the same run without shards.
  int exit_code(int code) const noexcept;

 private:
  struct Entry {
    std::size_t index = 0;  ///< In the plan.
    std::filesystem::path input;
    rerun::FileState state;
    std::vector<std::filesystem::path> outputs;
  };
  struct Skipped {
    Entry entry;
    std::vector<shards::MadeOutput> made;
  };
  struct Unusable {
    Entry entry;
    std::string reason;
  };

  void read_plan();
  void sort_entries(std::vector<Entry> entries);
  std::vector<shards::ShardImage> images(const bench::Measurements& measurements) const;

  util::SignalDisposition on_sigterm_;
  std::chrono::system_clock::time_point begun_;
  model::Options options_;
  std::string plan_id_;
  std::optional<shards::Attempt> attempt_;
  std::vector<Entry> to_do_;       ///< to_do_[i] is job i.
  std::vector<bool> has_changed_;  ///< Whether the input of job i changed while it was read.
  std::vector<Skipped> skipped_;
  std::vector<Unusable> unusable_;
};

}  // namespace resizer::app
