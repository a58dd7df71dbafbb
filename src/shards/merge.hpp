#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "shards/plan_file.hpp"
#include "shards/shard_report.hpp"

namespace resizer::shards {

/// An image that failed in its shard, and would again.
struct MergedFailure {
  std::filesystem::path path;
  unsigned shard = 1;
  std::string reason;
};

/// What the reports of the shards say together.
struct Merged {
  ReadPlan plan;
  std::uint64_t done = 0;
  std::uint64_t skipped = 0;
  std::uint64_t delayed = 0;
  std::vector<MergedFailure> failures;
  std::vector<ShardReportHead> reports;     ///< Those that belong to the plan, in order of their shards.
  std::vector<unsigned> missing;            ///< Shards to do again: without a report, or with delayed images.
  std::vector<std::string> unreadable;      ///< Reports that are incomplete or none, with the reason.
  std::vector<std::string> contradictions;  ///< Of reports and the plan, or of two reports.
  std::vector<std::string> duplicates;      ///< Reports of a shard that has another one, and agree with that.
};

/// Checks reports against a plan: every input of the plan must end in exactly one way.
class Merger {
 public:
  /// Throws as read_plan().
  explicit Merger(std::istream& plan);

  /// Takes a report. Whatever is wrong with it is in the result, after its `name`.
  void add(const std::string& name, std::istream& report);

  /// Notes one that cannot be opened, with the reason.
  void add_unreadable(std::string why) { merged_.unreadable.push_back(std::move(why)); }

  /// Call it once.
  Merged result();

 private:
  enum class State : std::uint8_t { unknown, done, skipped, failed, delayed };
  /// A million of them take 32 MB.
  struct Input {
    std::uint64_t path_hash = 0;
    std::uint64_t outputs_hash = 0;  ///< If done or skipped.
    std::uint32_t shard = 0;
    std::uint32_t outputs = 0;
    State state = State::unknown;
  };
  struct Told;

  bool contradicts_plan(const std::string& name, const ShardReportHead& head, const std::vector<Told>& told);
  void take(const std::string& name, const Told& told);

  Merged merged_;
  std::vector<Input> inputs_;
  std::vector<std::uint64_t> images_of_;             ///< Of each shard; element 0 is that of shard 1.
  std::map<std::size_t, MergedFailure> failures_;    ///< By the index of the image.
  std::map<unsigned, std::string> first_report_of_;  ///< By the shard.
};

/// "3,7", as `sbatch --array` takes it.
std::string list_text(const std::vector<unsigned>& shards);

}  // namespace resizer::shards
