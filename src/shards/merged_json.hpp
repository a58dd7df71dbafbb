#pragma once

#include "shards/merge.hpp"
#include "util/text_sink.hpp"

namespace resizer::shards {

/// Writes what was merged as JSON: the counts, each shard with its host and times, the failures, what is missing, and
/// what contradicts. Images that are done are counted only: the reports of the shards list them.
void write_merged(const Merged& merged, const util::TextSink& sink);

}  // namespace resizer::shards
