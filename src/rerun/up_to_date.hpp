#pragma once

#include "model/job.hpp"
#include "model/options.hpp"
#include "planning/absolute_paths.hpp"
#include "rerun/fingerprint.hpp"
#include "rerun/journal_contents.hpp"
#include "rerun/source.hpp"

namespace resizer::rerun {

/// Tells which jobs need not be done: their outputs are there, unchanged, and were made from the same input in the same
/// way.
class UpToDate {
 public:
  /// Both outlive it.
  UpToDate(const JournalContents& journal, const model::Options& options);

  bool operator()(const model::Job& job, const Source& source) const;

 private:
  bool is_as_made(const std::filesystem::path& output, std::size_t k, const JournalContents::Found& found) const;
  bool is_same_source(const std::string& path, const Source& source, const Record& record) const;

  const JournalContents& journal_;
  const model::PathOptions& options_;
  Fingerprints fingerprints_;
  planning::AbsolutePaths absolute_;
};

}  // namespace resizer::rerun
