#pragma once

#include <vector>

#include "imaging/pipeline/plan.hpp"
#include "model/job_report.hpp"

namespace resizer::imaging {

/// An image in all its sizes, each before it is finished.
struct Resampled {
  std::vector<Image> images;         ///< One for each of plan.outputs, in their order.
  std::uint8_t decoded_eighths = 8;  ///< Of the stored size, in each direction.
  model::StageTimes times;
};

/// Decodes an image once, for all its outputs.
Resampled decode_and_resample(Decoder& decoder, const ConversionPlan& plan, Resampler& resampler);

}  // namespace resizer::imaging
