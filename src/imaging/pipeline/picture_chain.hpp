#pragma once

#include <vector>

#include "imaging/pipeline/plan.hpp"

/// Pictures made from larger ones.
namespace resizer::imaging {

/// Makes each picture, sorted largest first, from the smallest suitable larger one: at least `factor` times its size.
void chain_pictures(std::vector<PicturePlan>& pictures, double factor);

/// How much the decoder may shrink the image for the pictures made from it directly.
double decoder_shrink(const std::vector<PicturePlan>& pictures, double factor);

}  // namespace resizer::imaging
