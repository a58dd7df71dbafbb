#pragma once

#include <vector>

#include "model/job_report.hpp"
#include "model/options.hpp"
#include "resizer/resize.hpp"

namespace resizer::api {

/// Converts and checks the options. Throws util::Error(usage).
model::ResizeOptions to_model(const std::vector<Output>& outputs, const ResizeOptions& options);

ImageFacts to_public(const model::ImageFacts& facts);

}  // namespace resizer::api
