#pragma once

#include <cstddef>
#include <cstdint>

#include "imaging/codecs/codec.hpp"
#include "imaging/pipeline/plan.hpp"

namespace resizer::imaging {

/// What an image asks for, known before its pixels are decoded.
struct ImageRequirements {
  std::size_t input_bytes = 0;
  const ImageInfo& info;
  const ConversionPlan& plan;
  DecoderRequirement decoder;
  const Codec& target;
};

/// The most bytes that the image takes at once on its way from the file in memory to the encoded result: the sum of
/// what each stage says that it may take, so rather too many than too few.
std::uint64_t memory_requirement(const ImageRequirements& image);

}  // namespace resizer::imaging
