#include "shards/merge.hpp"

#include <algorithm>
#include <istream>
#include <unordered_set>

#include "util/error.hpp"
#include "util/hash.hpp"
#include "util/printable.hpp"

namespace resizer::shards {
namespace {

std::uint64_t hash_of(const std::vector<MadeOutput>& outputs) {
  std::string text;
  for (const MadeOutput& output : outputs)
    text += std::to_string(output.bytes) + ' ' + std::to_string(output.hash) + ' ';
  return util::hash_of(text);
}

}  // namespace

/// What a report tells of an image, in little memory.
struct Merger::Told {
  std::size_t index = 0;
  std::uint64_t path_hash = 0;
  std::uint64_t outputs_hash = 0;
  std::size_t outputs = 0;
  State state = State::unknown;
  std::filesystem::path path{};  ///< Of one that is not done, with its reason.
  std::string reason{};
};

Merger::Merger(std::istream& plan) {
  merged_.plan = read_plan(plan, [this](std::size_t, const PlannedInput& input) {
    inputs_.push_back({.path_hash = util::hash_of(input.path.native()),
                       .shard = input.shard,
                       .outputs = static_cast<std::uint32_t>(input.outputs.size())});
  });
  images_of_.resize(merged_.plan.head.shards);
  for (const Input& input : inputs_) ++images_of_[input.shard - 1];
}

void Merger::add(const std::string& name, std::istream& report) {
  std::vector<Told> told;
  ShardReportHead head;
  try {
    head = read_shard_report(report, [&](ShardImage image) {
      if (told.size() >= inputs_.size())
        throw util::Error(util::ErrorCode::corrupt, "it has more images than the plan");
      Told one{.index = image.index,
               .path_hash = util::hash_of(image.path.native()),
               .outputs_hash = hash_of(image.outputs),
               .outputs = image.outputs.size()};
      switch (image.end) {
        case ImageEnd::done:
          one.state = State::done;
          break;
        case ImageEnd::skipped:
          one.state = State::skipped;
          break;
        case ImageEnd::failed:
          one.state = State::failed;
          break;
        case ImageEnd::delayed:
          one.state = State::delayed;
          break;
      }
      if (one.state == State::failed) {
        one.path = std::move(image.path);
        one.reason = std::move(image.reason);
      }
      told.push_back(std::move(one));
    });
  } catch (const util::Error& error) {
    merged_.unreadable.push_back(name + ": " + error.what());
    return;
  }
  if (contradicts_plan(name, head, told)) return;
  const auto [first, is_first] = first_report_of_.emplace(head.shard.number, name);
  const std::size_t contradictions = merged_.contradictions.size();
  for (const Told& one : told) take(name, one);
  const bool agrees = merged_.contradictions.size() == contradictions;
  if (!is_first && agrees) {
    merged_.duplicates.push_back(name + ": shard " + std::to_string(head.shard.number) + " is also in " +
                                 first->second);
  }
  if (agrees) merged_.reports.push_back(std::move(head));
}

bool Merger::contradicts_plan(const std::string& name, const ShardReportHead& head, const std::vector<Told>& told) {
  const auto contradict = [&](const std::string& how) {
    merged_.contradictions.push_back(name + ": " + how);
    return true;
  };
  const ReadPlan& plan = merged_.plan;
  if (head.plan_id != plan.id) return contradict("belongs to another plan, " + util::printable(head.plan_id));
  const unsigned shard = head.shard.number;
  if (head.shard.count != plan.head.shards || shard < 1 || shard > plan.head.shards) {
    return contradict("is of shard " + std::to_string(shard) + '/' + std::to_string(head.shard.count) +
                      ", but the plan has " + std::to_string(plan.head.shards) + " shards");
  }
  std::unordered_set<std::size_t> seen;
  for (const Told& one : told) {
    const bool is_there = one.index < inputs_.size() && inputs_[one.index].path_hash == one.path_hash &&
                          inputs_[one.index].shard == shard;
    const bool is_made = one.state == State::done || one.state == State::skipped;
    if (!is_there) return contradict("image " + std::to_string(one.index) + " is not in this shard of the plan");
    if (!seen.insert(one.index).second) return contradict("image " + std::to_string(one.index) + " is there twice");
    if (is_made && one.outputs != inputs_[one.index].outputs) {
      return contradict("image " + std::to_string(one.index) + " has not the outputs of the plan");
    }
  }
  if (seen.size() < images_of_[shard - 1]) {
    return contradict("has " + std::to_string(seen.size()) + " of the " + std::to_string(images_of_[shard - 1]) +
                      " images of shard " + std::to_string(shard));
  }
  return false;
}

/// Once done is done: that a second attempt failed takes nothing away.
void Merger::take(const std::string& name, const Told& told) {
  Input& input = inputs_[told.index];
  const bool was_made = input.state == State::done || input.state == State::skipped;
  const bool is_made = told.state == State::done || told.state == State::skipped;
  if (was_made && is_made && input.outputs_hash != told.outputs_hash) {
    merged_.contradictions.push_back(name + ": image " + std::to_string(told.index) + " has other outputs than in " +
                                     first_report_of_.at(input.shard));
    return;
  }
  if (was_made && (!is_made || input.state == State::done)) return;
  if (!is_made && input.state == State::failed) return;
  input.state = told.state;
  input.outputs_hash = told.outputs_hash;
  failures_.erase(told.index);
  if (told.state == State::failed) {
    failures_.emplace(told.index, MergedFailure{.path = told.path, .shard = input.shard, .reason = told.reason});
  }
}

Merged Merger::result() {
  std::vector<bool> is_missing(merged_.plan.head.shards);
  for (const Input& input : inputs_) {
    if (input.state == State::done) ++merged_.done;
    if (input.state == State::skipped) ++merged_.skipped;
    if (input.state == State::delayed) ++merged_.delayed;
    const bool is_open = input.state == State::unknown || input.state == State::delayed;
    if (is_open) is_missing[input.shard - 1] = true;
  }
  for (unsigned shard = 1; shard <= merged_.plan.head.shards; ++shard) {
    if (is_missing[shard - 1]) merged_.missing.push_back(shard);
  }
  for (auto& [index, failure] : failures_) merged_.failures.push_back(std::move(failure));
  std::ranges::stable_sort(merged_.reports, {}, [](const ShardReportHead& head) { return head.shard.number; });
  return std::move(merged_);
}

std::string list_text(const std::vector<unsigned>& shards) {
  std::string text;
  for (const unsigned shard : shards) text += (text.empty() ? "" : ",") + std::to_string(shard);
  return text;
}

}  // namespace resizer::shards
