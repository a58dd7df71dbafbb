#pragma once

#include <vector>

#include "imaging/pipeline/plan.hpp"
#include "model/job_report.hpp"

namespace resizer::imaging {

/// The pictures of a plan, before they are finished.
struct Resampled {
  std::vector<Image> images;         ///< One for each of plan.pictures, in their order.
  std::uint8_t decoded_eighths = 8;  ///< Of the stored size, in each direction.
  model::StageTimes times;
};

/// Decodes an image once, for all its outputs.
Resampled decode_and_resample(Decoder& decoder, const ConversionPlan& plan, Resampler& resampler);

}  // namespace resizer::imaging
