#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/job_report.hpp"
#include "model/options.hpp"
#include "planning/absolute_paths.hpp"
#include "planning/plan.hpp"
#include "rerun/fingerprint.hpp"
#include "rerun/journal.hpp"
#include "rerun/source.hpp"

namespace resizer::rerun {

/// What a run takes from the journal of its output folder, and what it leaves there. With Overwrite::changed there is
/// a journal; otherwise it is kept up to date if an earlier run left one.
class Reruns {
 public:
  /// Moves what is up to date from plan.jobs to plan.skipped. Both outlive it; the plan does not change any more.
  /// Throws util::Error: conflict if another run works in the folder.
  Reruns(const model::Options& options, planning::Plan& plan);

  /// Why a journal that is there is not believed.
  std::optional<std::string> problem() const;
  /// Outputs of inputs that are gone, if they are to be removed.
  std::vector<std::filesystem::path> orphans() const;

  /// Removes the orphans, returns those removed, and notes which outputs are about to be replaced. Call it once, when
  /// the output folder is there and before the first job. Throws util::Error.
  std::vector<std::filesystem::path> begin();
  /// Records the outputs of a job, which are in their places.
  void on_done(std::size_t job_index, const model::JobReport& report);
  /// Why records are missing; empty if none are.
  const std::string& failure() const noexcept { return journal_.failure(); }

 private:
  /// Shards, which several programs do at a time, keep notes of their own.
  bool is_kept() const {
    return !options_.sharding.shard && (options_.paths.overwrite == model::Overwrite::changed || journal_.exists());
  }
  void spare_up_to_date();
  void spare(model::Job job, const Source& source);

  const model::Options& options_;
  planning::Plan& plan_;
  Journal journal_;
  Fingerprints fingerprints_;
  planning::AbsolutePaths absolute_;
  std::vector<Source> sources_;    ///< sources_[i] belongs to plan_.jobs[i].
  std::vector<Record> refreshed_;  ///< Of inputs that moved or have another date.
};

}  // namespace resizer::rerun
