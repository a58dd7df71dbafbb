#pragma once

#include <cstddef>
#include <cstdint>

#include "imaging/codecs/codec.hpp"
#include "imaging/pipeline/plan.hpp"

namespace resizer::imaging {

/// What determines the memory for an image, known before decoding.
struct ImageRequirements {
  std::size_t input_bytes = 0;
  const ImageInfo& info;
  const ConversionPlan& plan;
  DecoderRequirement decoder;
};

/// An upper bound of the memory for processing an image, from the file in memory to the encoded result: the sum of the
/// upper bounds of all stages.
std::uint64_t memory_requirement(const ImageRequirements& image);

}  // namespace resizer::imaging
