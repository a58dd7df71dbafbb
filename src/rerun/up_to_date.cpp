#include "rerun/up_to_date.hpp"

namespace resizer::rerun {

UpToDate::UpToDate(const JournalContents& journal, const model::Options& options)
    : journal_(journal), options_(options.paths), fingerprints_(rerun::fingerprints(options)) {}

bool UpToDate::operator()(const model::Job& job, const Source& source) const {
  const std::string path = absolute_.of(job.input);
  for (std::size_t k = 0; k < job.outputs.size(); ++k) {
    const auto found = journal_.find(below(options_.output_dir, job.outputs[k]));
    if (!found || !is_as_made(job.outputs[k], k, *found) || !is_same_source(path, source, found->record)) return false;
  }
  return true;
}

bool UpToDate::is_as_made(const std::filesystem::path& output, std::size_t k,
                          const JournalContents::Found& found) const {
  const MadeOutput& made = found.record.outputs[found.output];
  const bool is_made_so = made.fingerprint == fingerprints_.at(made.format);
  if (found.output != k || !is_made_so || file_state(output) != made.state) return false;
  return !options_.verify_content || content_hash(output) == made.hash;
}

bool UpToDate::is_same_source(const std::string& path, const Source& source, const Record& record) const {
  if (!source.state) return false;
  if (!options_.verify_content) return path == record.source && *source.state == record.source_state;
  const bool has_same_date = source.state->modified == record.source_state.modified;
  return source.hash && source.hash == record.source_hash && (has_same_date || !options_.keep_dates);
}

}  // namespace resizer::rerun
