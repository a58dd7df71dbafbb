#pragma once

#include "model/options.hpp"
#include "planning/plan.hpp"

namespace resizer::app {

/// Splits the plan of a run into shards, writes that to options.sharding.new_plan, and returns the exit status. Throws
/// util::Error: usage if there are fewer images than shards.
int write_shard_plan(const model::Options& options, planning::Plan plan);

}  // namespace resizer::app
