#pragma once

#include "model/job.hpp"
#include "model/job_report.hpp"
#include "model/options.hpp"

namespace resizer::shards {

/// About how long an image takes a core, in seconds: from its header, the sizes asked for and the formats of its
/// outputs. Only ratios matter for balancing. The figures are those of one machine (docs/growing.md).
double cost_of(const model::ImageFacts& input, const model::Job& job, const model::ResizeOptions& options);

/// What the header of an input most likely says, from its name and its bytes, where it cannot be read.
model::ImageFacts likely_facts(const model::Job& job);

}  // namespace resizer::shards
