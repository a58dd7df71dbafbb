#pragma once

#include <vector>

#include "model/job_report.hpp"
#include "model/options.hpp"
#include "resizer/resize.hpp"

namespace resizer::api {

/// What was asked for, in the words of the layers below. Throws util::Error(usage) where it makes no sense.
model::ResizeOptions to_model(const std::vector<Output>& outputs, const ResizeOptions& options);

ImageFacts to_public(const model::ImageFacts& facts);

}  // namespace resizer::api
