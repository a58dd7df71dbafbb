#include "app/shard_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>

#include "app/build_info.hpp"
#include "app/earlier_report.hpp"
#include "app/exit_code.hpp"
#include "app/sharding_options.hpp"
#include "model/outcome.hpp"
#include "rerun/fingerprint.hpp"
#include "shards/shard_report.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"
#include "util/replace_file.hpp"

namespace resizer::app {
namespace {

namespace fs = std::filesystem;

constexpr int kSignalBase = 128;
constexpr const char* kChanged = "changed since it was planned";

/// Between runs of the executor, which handles signals itself, nothing is half done that a later attempt would miss.
void end_temporarily(int /*signal*/) {
  ::_exit(static_cast<int>(ExitCode::temporary));
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

void check_plan(const shards::PlanHead& plan, const model::ShardOf& shard) {
  const auto refuse = [](const std::string& reason) { throw util::Error(util::ErrorCode::usage, reason); };
  if (plan.program_version != version() || plan.output_version != rerun::kOutputVersion) {
    refuse("it is of version " + util::printable(plan.program_version) + '.' + std::to_string(plan.output_version) +
           "; this program is of version " + std::string(version()) + '.' + std::to_string(rerun::kOutputVersion));
  }
  if (plan.shards != shard.count) {
    refuse("it has " + std::to_string(plan.shards) + " shards, not the " + std::to_string(shard.count) + " of --shard");
  }
}

std::vector<shards::MadeOutput> made_outputs(const model::JobReport& report) {
  std::vector<shards::MadeOutput> made;
  for (const model::OutputFacts& output : report.outputs)
    made.push_back({.bytes = output.image.bytes, .hash = output.hash});
  return made;
}

bool is_temporary_failure(const model::JobOutcome& outcome) {
  const auto* failed = std::get_if<model::Failed>(&outcome.kind);
  return failed != nullptr && is_temporary(failed->code);
}

}  // namespace

ShardRun::ShardRun(const model::Options& given)
    : on_sigterm_(SIGTERM, end_temporarily), begun_(std::chrono::system_clock::now()), options_(given) {
  const fs::path& file = *given.sharding.plan;
  try {
    read_plan();
  } catch (const util::Error& error) {
    throw util::Error(error.code() == util::ErrorCode::out_of_memory ? error.code() : util::ErrorCode::usage,
                      "--plan " + util::printable(file.native()) + ": " + error.what());
  }
}

void ShardRun::read_plan() {
  const model::ShardOf shard = *options_.sharding.shard;
  std::vector<Entry> entries;
  const shards::ReadPlan plan = read_earlier_report(*options_.sharding.plan, [&](std::istream& json) {
    return shards::read_plan(json, [&](std::size_t index, shards::PlannedInput input) {
      if (input.shard != shard.number) return;
      entries.push_back(
          {.index = index, .input = std::move(input.path), .state = input.state, .outputs = std::move(input.outputs)});
    });
  });
  check_plan(plan.head, shard);
  options_ = with_plan(options_, plan.head);
  plan_id_ = plan.id;
  attempt_.emplace(*options_.sharding.plan, plan_id_, shard.number);
  for (Entry& entry : entries) {
    for (fs::path& output : entry.outputs) output = plan.head.output_folder / output;
  }
  sort_entries(std::move(entries));
}

void ShardRun::sort_entries(std::vector<Entry> entries) {
  for (Entry& entry : entries) {
    const auto state = rerun::file_state(entry.input);
    if (state != entry.state) {
      unusable_.push_back({std::move(entry), state ? kChanged : "is gone, or no regular file any more"});
    } else if (auto made = attempt_->made(entry.index, entry.outputs)) {
      skipped_.push_back({std::move(entry), *std::move(made)});
    } else {
      to_do_.push_back(std::move(entry));
    }
  }
  has_changed_.resize(to_do_.size());
}

planning::Plan ShardRun::take_plan() {
  const auto job_of = [](const Entry& entry) {
    return model::Job{.input = entry.input, .input_bytes = entry.state.bytes, .outputs = entry.outputs};
  };
  planning::Plan plan;
  for (const Entry& entry : to_do_) plan.jobs.push_back(job_of(entry));
  for (const Skipped& skipped : skipped_) plan.skipped.push_back(job_of(skipped.entry));
  for (const auto& [entry, reason] : unusable_) plan.unusable.push_back({entry.input, reason});
  return plan;
}

void ShardRun::on_outcome(std::size_t job_index, const model::JobOutcome& outcome) {
  const model::Done* done = outcome.done();
  if (done == nullptr) return;
  const Entry& entry = to_do_[job_index];
  if (rerun::file_state(entry.input) != entry.state) {
    has_changed_[job_index] = true;
  } else {
    attempt_->note(entry.index, entry.outputs, made_outputs(done->report));
  }
}

std::vector<shards::ShardImage> ShardRun::images(const bench::Measurements& measurements) const {
  using shards::ImageEnd;
  std::vector<shards::ShardImage> images;
  for (std::size_t i = 0; i < to_do_.size(); ++i) {
    const model::JobOutcome& outcome = measurements.series.front().runs.back().outcomes[i];
    shards::ShardImage image{
        .index = to_do_[i].index, .path = to_do_[i].input, .cpu_s = outcome.cpu ? util::to_seconds(*outcome.cpu) : 0};
    const model::Done* done = outcome.done();
    if (done != nullptr && !has_changed_[i]) {
      image.outputs = made_outputs(done->report);
    } else {
      image.end = is_temporary_failure(outcome) ? ImageEnd::delayed : ImageEnd::failed;
      image.reason = done != nullptr ? kChanged : model::reason(outcome.kind);
    }
    images.push_back(std::move(image));
  }
  for (const auto& [entry, made] : skipped_) {
    images.push_back({.index = entry.index, .path = entry.input, .end = ImageEnd::skipped, .outputs = made});
  }
  for (const auto& [entry, reason] : unusable_) {
    images.push_back({.index = entry.index, .path = entry.input, .end = ImageEnd::failed, .reason = reason});
  }
  std::ranges::sort(images, {}, &shards::ShardImage::index);
  return images;
}

void ShardRun::write_report(const bench::Measurements& measurements) const {
  if (!bench::is_complete(measurements)) return;
  const model::ShardOf shard = *options_.sharding.shard;
  const std::vector<shards::ShardImage> all = images(measurements);
  shards::ShardReportHead head{.program_version = std::string(version()),
                               .plan_id = plan_id_,
                               .shard = shard,
                               .attempt = attempt_->number(),
                               .host = host_name(),
                               .begun = begun_,
                               .ended = std::chrono::system_clock::now(),
                               .workers = measurements.series.empty() ? 0 : measurements.series.front().workers,
                               .images = all.size()};
  for (const shards::ShardImage& image : all) head.cpu_s += image.cpu_s;
  const fs::path file = options_.sharding.plan->parent_path() / shards::report_name(shard.number);
  util::replace_file(file, [&](const util::TextSink& sink) {
    shards::write_shard_report(sink, head, [&](std::size_t position) { return all[position]; });
  });
}

int ShardRun::exit_code(int code) const noexcept {
  if (code == kSignalBase + SIGTERM) return static_cast<int>(ExitCode::temporary);
  const bool changed_meanwhile = std::ranges::find(has_changed_, true) != has_changed_.end();
  const bool is_success = code == static_cast<int>(ExitCode::success);
  return is_success && changed_meanwhile ? static_cast<int>(ExitCode::images_failed) : code;
}

}  // namespace resizer::app
