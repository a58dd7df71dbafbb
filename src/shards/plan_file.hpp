#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "rerun/file_state.hpp"
#include "util/text_sink.hpp"

namespace resizer::shards {

/// An input of a plan.
struct PlannedInput {
  std::filesystem::path path;
  rerun::FileState state;                      ///< When it was planned.
  std::vector<std::filesystem::path> outputs;  ///< Below the output folder.
  unsigned shard = 1;                          ///< From 1.
};

/// What all inputs of a plan have in common.
struct PlanHead {
  std::string program_version;
  std::uint64_t output_version = 0;  ///< rerun::kOutputVersion of the program.
  unsigned shards = 1;
  std::uint64_t inputs = 0;  ///< How many there are.
  std::filesystem::path output_folder;
  std::vector<std::string> arguments;  ///< Those that change outputs: "--width=800".
};

/// Writes a plan, whose inputs come from `input`, in order. Returns its id, a hash of all of it.
std::string write_plan(const util::TextSink& sink, const PlanHead& head,
                       const std::function<PlannedInput(std::size_t index)>& input);

/// A plan without its inputs.
struct ReadPlan {
  PlanHead head;
  std::string id;
};

/// Reads a plan, which is not trusted; `take` is called for each input, before it is known whether the plan is as it
/// was written. Throws as read_listing(): in particular if an output would lead out of the output folder.
ReadPlan read_plan(std::istream& json, const std::function<void(std::size_t index, PlannedInput input)>& take);

}  // namespace resizer::shards
