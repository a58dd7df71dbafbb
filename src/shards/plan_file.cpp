#include "shards/plan_file.hpp"

#include <algorithm>

#include "model/job.hpp"
#include "model/sharding.hpp"
#include "report/json/parts.hpp"
#include "shards/listing.hpp"
#include "shards/time_text.hpp"
#include "util/error.hpp"

namespace resizer::shards {
namespace {

namespace fs = std::filesystem;

constexpr ListingKind kPlan{.type = "resizer plan", .list = "inputs"};

Json paths_json(const std::vector<fs::path>& paths) {
  Json all = Json::array();
  for (const fs::path& path : paths) all.push_back(report::path_json(path));
  return all;
}

Json to_json(const PlanHead& head) {
  Json arguments = Json::array();
  for (const std::string& argument : head.arguments) arguments.push_back(report::path_json(argument));
  return {{"program_version", head.program_version},
          {"output_version", head.output_version},
          {"shards", head.shards},
          {"input_count", head.inputs},
          {"output_folder", report::path_json(head.output_folder)},
          {"options", std::move(arguments)}};
}

Json to_json(const PlannedInput& input) {
  return {{"path", report::path_json(input.path)},
          {"bytes", input.state.bytes},
          {"modified", time_text(input.state.modified)},
          {"outputs", paths_json(input.outputs)},
          {"shard", input.shard}};
}

[[noreturn]] void refuse(const std::string& reason) {
  throw util::Error(util::ErrorCode::corrupt, reason);
}

fs::path output_from(const Json& json) {
  fs::path output = path_of(json);
  const bool leads_out = output.is_absolute() || std::ranges::find(output, fs::path("..")) != output.end();
  if (leads_out) refuse("an output leads out of the output folder");
  return output;
}

const Json& list_of(const Json& object, const char* name, std::size_t most) {
  const Json& list = member(object, name);
  if (!list.is_array() || list.size() > most) refuse(std::string(name) + " is not a list of that kind");
  return list;
}

PlannedInput input_from(const Json& json) {
  PlannedInput input{.path = path_of(member(json, "path")),
                     .state = {.bytes = whole_of(json, "bytes"), .modified = time_from(text_of(json, "modified"))},
                     .outputs = {},
                     .shard = static_cast<unsigned>(whole_of(json, "shard", model::kMostShards))};
  for (const Json& output : list_of(json, "outputs", model::kMaxOutputs)) input.outputs.push_back(output_from(output));
  if (input.outputs.empty() || input.shard == 0) refuse("an input has no outputs or no shard");
  return input;
}

PlanHead head_from(const Json& json) {
  constexpr std::size_t kMostArguments = 1'000;
  PlanHead head{.program_version = text_of(json, "program_version"),
                .output_version = whole_of(json, "output_version"),
                .shards = static_cast<unsigned>(whole_of(json, "shards", model::kMostShards)),
                .inputs = whole_of(json, "input_count"),
                .output_folder = path_of(member(json, "output_folder")),
                .arguments = {}};
  for (const Json& argument : list_of(json, "options", kMostArguments)) {
    head.arguments.push_back(path_of(argument).native());
  }
  return head;
}

}  // namespace

std::string write_plan(const util::TextSink& sink, const PlanHead& head,
                       const std::function<PlannedInput(std::size_t index)>& input) {
  ListingWriter listing(sink, kPlan, to_json(head));
  for (std::size_t index = 0; index < head.inputs; ++index) listing.add(to_json(input(index)));
  return listing.finish();
}

ReadPlan read_plan(std::istream& json, const std::function<void(std::size_t index, PlannedInput input)>& take) {
  std::size_t count = 0;
  unsigned highest_shard = 0;
  const ListingHead listing = read_listing(json, kPlan, [&](const Json& entry) {
    PlannedInput input = input_from(entry);
    highest_shard = std::max(highest_shard, input.shard);
    take(count++, std::move(input));
  });
  ReadPlan plan{.head = head_from(listing.header), .id = listing.hash};
  if (plan.head.inputs != count || highest_shard > plan.head.shards)
    refuse("input_count or shards do not match inputs");
  return plan;
}

}  // namespace resizer::shards
