#pragma once

#include <vector>

#include "imaging/pipeline/plan.hpp"
#include "model/job_report.hpp"

namespace resizer::imaging {

/// Decodes a picture once. The result is one resampled picture for each of plan.outputs, in their order.
std::vector<Image> decode_and_resample(Decoder& decoder, const ConversionPlan& plan, Resampler& resampler,
                                       model::StageTimes& times);

}  // namespace resizer::imaging
