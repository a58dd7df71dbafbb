#pragma once

#include <vector>

#include "imaging/pipeline/plan.hpp"

/// Sizes made from larger ones.
namespace resizer::imaging {

/// Makes each output, sorted largest first, from the smallest suitable larger one: at least `factor` times its size.
void chain_outputs(std::vector<OutputPlan>& outputs, double factor);

/// How much the decoder may shrink the image for the outputs made from it directly.
double decoder_shrink(const std::vector<OutputPlan>& outputs, double factor);

}  // namespace resizer::imaging
