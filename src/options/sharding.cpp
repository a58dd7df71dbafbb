#include "options/fields.hpp"
#include "options/groups.hpp"
#include "options/numbers.hpp"

namespace resizer::options {
namespace {

using model::Options;
using Sharding = model::ShardingOptions;

unsigned parse_shards(const Argument& argument) {
  return parse_whole(argument, 1, model::kMostShards);
}

/// "3/8"
model::ShardOf parse_shard(const Argument& argument) {
  const std::size_t slash = argument.text.find('/');
  const auto number = number_from<unsigned>(argument.text.substr(0, slash));
  const auto count =
      slash == std::string_view::npos ? std::nullopt : number_from<unsigned>(argument.text.substr(slash + 1));
  if (!number || !count || *number < 1 || *number > *count || *count > model::kMostShards) {
    throw_bad_value(argument, "give the number of a shard and how many there are, such as 3/8");
  }
  return {.number = *number, .count = *count};
}

}  // namespace

OptionGroup sharding_options() {
  const NotInJson in_shard_report("the plan and the reports of shards have it");
  return {.heading = "Several machines",
          .rows = {{.names = "--shards",
                    .takes = Takes::one_value,
                    .value_name = "N",
                    .help = "With plan, split the work into N shards",
                    .details = "They take about the same time, by what the headers of the images promise.",
                    .called_elsewhere = {"--parts", "--split", "--array"},
                    .effect = Effect::none,
                    .json = in_shard_report,
                    .apply = set_parsed<&Options::sharding, &Sharding::shards>(parse_shards)},
                   {.names = "--plan-file",
                    .takes = Takes::one_value,
                    .value_name = "FILE",
                    .help = "With plan, write the plan to FILE",
                    .details = "It has the inputs, their outputs and shards, and the options that change outputs.",
                    .values = FileName{},
                    .effect = Effect::none,
                    .json = in_shard_report,
                    .apply = set_parsed<&Options::sharding, &Sharding::new_plan>(parse_path)},
                   {.names = "--plan",
                    .takes = Takes::one_value,
                    .value_name = "FILE",
                    .help = "The plan for --shard or merge",
                    .details = "Inputs, outputs and the options that change them come from there.",
                    .values = FileName{},
                    .effect = Effect::none,
                    .json = in_shard_report,
                    .apply = set_parsed<&Options::sharding, &Sharding::plan>(parse_path)},
                   {.names = "--shard",
                    .takes = Takes::one_value,
                    .value_name = "K/N",
                    .help = "Only do shard K of the N of --plan",
                    .details = "What an earlier attempt has done is skipped. report-K.json is written beside the plan.",
                    .called_elsewhere = {"--part"},
                    .effect = Effect::none,
                    .json = in_shard_report,
                    .apply = set_parsed<&Options::sharding, &Sharding::shard>(parse_shard)}}};
}

}  // namespace resizer::options
