#pragma once

#include <string_view>

#include "model/options.hpp"
#include "options/row.hpp"
#include "shards/plan_file.hpp"

/// The options of plan, --shard and merge.
namespace resizer::app {

/// By the first argument; a folder of that name is given as ./plan or with --in.
model::Command command_named(std::string_view argument) noexcept;

/// Whether inputs, outputs and how these are made come from a plan, not from the command line.
bool has_plan(const model::ShardingOptions& sharding) noexcept;

/// Throws util::Error(usage) if an option is missing, or makes no sense with another. `draft` is complete but for what
/// comes from a plan.
void check_sharding(const options::Draft& draft);

/// The arguments of the draft that change what outputs hold.
std::vector<std::string> output_arguments(const options::Draft& draft);

/// The options of a run of the plan's shard: `given`, and those of the plan. Throws util::Error(usage) if an argument
/// of the plan is none of this program.
model::Options with_plan(const model::Options& given, const shards::PlanHead& plan);

}  // namespace resizer::app
