#include "rerun/reruns.hpp"

#include <unistd.h>

#include <algorithm>

#include "rerun/orphans.hpp"
#include "rerun/up_to_date.hpp"
#include "util/printable.hpp"

namespace resizer::rerun {
namespace {

namespace fs = std::filesystem;

Journal::Use use_of(const model::Options& options) {
  return options.paths.dry_run || options.sharding.shard ? Journal::Use::look : Journal::Use::keep;
}

}  // namespace

Reruns::Reruns(const model::Options& options, planning::Plan& plan)
    : options_(options),
      plan_(plan),
      journal_(options.paths.output_dir, use_of(options)),
      fingerprints_(rerun::fingerprints(options)) {
  if (!is_kept()) return;
  sources_ = look_at_sources(plan.jobs, options.paths.verify_content ? Hashed::yes : Hashed::no);
  if (options.paths.overwrite == model::Overwrite::changed) spare_up_to_date();
}

void Reruns::spare_up_to_date() {
  const UpToDate is_up_to_date(journal_.contents(), options_);
  std::vector<model::Job> jobs;
  std::vector<Source> sources;
  for (std::size_t i = 0; i < plan_.jobs.size(); ++i) {
    if (is_up_to_date(plan_.jobs[i], sources_[i])) {
      spare(std::move(plan_.jobs[i]), sources_[i]);
    } else {
      jobs.push_back(std::move(plan_.jobs[i]));
      sources.push_back(sources_[i]);
    }
  }
  plan_.jobs = std::move(jobs);
  sources_ = std::move(sources);
}

void Reruns::spare(model::Job job, const Source& source) {
  if (options_.paths.verify_content) {
    auto found = journal_.contents().find(below(options_.paths.output_dir, job.outputs.front()));
    Record& record = found->record;
    const std::string path = absolute_.of(job.input);
    if (record.source != path || record.source_state != *source.state) {
      record.source = path;
      record.source_state = *source.state;
      for (std::size_t k = 0; k < record.outputs.size(); ++k) {
        std::string& output = record.outputs[k].path;
        if (k >= job.outputs.size() || output != below(options_.paths.output_dir, job.outputs[k])) output.clear();
      }
      refreshed_.push_back(std::move(record));
    }
  }
  plan_.skipped.push_back(std::move(job));
}

std::optional<std::string> Reruns::problem() const {
  const auto& problem = journal_.contents().problem();
  if (!problem) return std::nullopt;
  return "the journal " + util::printable((options_.paths.output_dir / model::kJournalName).native()) +
         " is not used: " + *problem + "; a new one is begun";
}

std::vector<fs::path> Reruns::orphans() const {
  if (!options_.paths.prune) return {};
  return find_orphans(journal_.contents(), options_.paths, plan_);
}

std::vector<fs::path> Reruns::begin() {
  std::vector<fs::path> removed;
  if (!is_kept()) return removed;
  std::vector<std::string> forgotten;
  const auto forget = [&](const fs::path& output) { forgotten.push_back(below(options_.paths.output_dir, output)); };
  for (const fs::path& output : orphans()) {
    if (::unlink(output.c_str()) == 0) removed.push_back(output);
  }
  std::ranges::for_each(removed, forget);
  for (const model::Job& job : plan_.jobs) std::ranges::for_each(job.outputs, forget);
  journal_.begin(forgotten);
  for (const Record& record : refreshed_) journal_.add(record);
  refreshed_.clear();
  return removed;
}

void Reruns::on_done(std::size_t job_index, const model::JobReport& report) {
  if (!is_kept()) return;
  const model::Job& job = plan_.jobs[job_index];
  const Source& source = sources_[job_index];
  // An input that changed during the run may be either the old or the new one in its outputs.
  if (!source.state || file_state(job.input) != source.state) return;
  Record record{
      .source = absolute_.of(job.input), .source_state = *source.state, .source_hash = source.hash, .outputs = {}};
  for (std::size_t k = 0; k < job.outputs.size(); ++k) {
    const auto state = file_state(job.outputs[k]);
    const model::OutputFacts& facts = report.outputs.at(k);
    if (!state || state->bytes != facts.image.bytes) return;
    record.outputs.push_back({.path = below(options_.paths.output_dir, job.outputs[k]),
                              .format = facts.image.format,
                              .fingerprint = fingerprints_.at(facts.image.format),
                              .state = *state,
                              .hash = facts.hash});
  }
  journal_.add(record);
}

}  // namespace resizer::rerun
