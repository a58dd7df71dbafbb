#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Work that is split over several runs, usually on several machines.
namespace resizer::model {

/// What the program is asked to do, by the first word of the command line.
enum class Command : std::uint8_t {
  resize,  ///< Without such a word.
  plan,    ///< Split the work into shards.
  merge,   ///< Check the reports of the shards against the plan.
};

/// One of `count` shards, counted from 1.
struct ShardOf {
  unsigned number = 1;
  unsigned count = 1;
  friend bool operator==(const ShardOf&, const ShardOf&) = default;
};

inline constexpr unsigned kMostShards = 100'000;

struct ShardingOptions {
  Command command = Command::resize;
  /// With Command::plan: into how many shards, and the file that the plan is written to.
  std::optional<unsigned> shards{};
  std::optional<std::filesystem::path> new_plan{};
  /// The arguments that change what outputs hold, for the plan: "--width=800".
  std::vector<std::string> output_arguments{};
  /// The plan that a shard belongs to, or that reports are checked against.
  std::optional<std::filesystem::path> plan{};
  /// The shard to do.
  std::optional<ShardOf> shard{};
};

}  // namespace resizer::model
