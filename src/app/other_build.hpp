#pragma once

#include <filesystem>
#include <optional>

#include "analysis/baseline.hpp"
#include "bench/other_program.hpp"
#include "model/options.hpp"
#include "util/error.hpp"

namespace resizer::app {

/// Another build of resizer, run as a child process that reports in JSON. Its outputs go to a private folder beside
/// this program's, which is removed after each run.
class OtherBuild : public bench::OtherProgram {
 public:
  /// `workload` is this program's: the other one must find the same images. Throws util::Error(usage) if the program
  /// cannot be started.
  OtherBuild(model::OtherProgram program, std::filesystem::path output_dir, analysis::Workload workload);

  /// After a failure it does nothing more: this program's own results are not lost.
  std::optional<bench::OtherRun> run(const bench::Configuration& configuration,
                                     const util::SignalGuard& signals) override;

  /// What its reports say of it; none before the first run.
  const std::optional<analysis::Setting>& setting() const noexcept { return setting_; }
  /// Names --against and the program; none if all its runs succeeded.
  const std::optional<util::Error>& failure() const noexcept { return failure_; }

 private:
  bench::OtherRun run_once(const bench::Configuration& configuration, const util::SignalGuard& signals);
  util::Error named(const util::Error& error) const;

  model::OtherProgram program_;
  std::filesystem::path output_dir_;
  analysis::Workload workload_;
  std::optional<analysis::Setting> setting_;
  std::optional<util::Error> failure_;
};

}  // namespace resizer::app
