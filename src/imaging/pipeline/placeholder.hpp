#pragma once

#include "imaging/core/image.hpp"
#include "imaging/resample/resampler.hpp"
#include "model/job_report.hpp"

namespace resizer::imaging {

/// The placeholder of an upright image in sRGB of 8 bits, gray or RGB, without alpha or with straight alpha.
model::Placeholder placeholder_of(const Image& image, Resampler& resampler);

}  // namespace resizer::imaging
