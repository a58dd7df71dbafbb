#pragma once

#include <cstddef>
#include <cstdint>

#include "imaging/codecs/codec.hpp"
#include "imaging/pipeline/plan.hpp"

namespace resizer::imaging {

/// What is known of a picture before its pixels are decoded.
struct PictureFacts {
  std::size_t input_bytes = 0;
  const ImageInfo& info;
  const ConversionPlan& plan;
  DecoderNeed decoder;
  const Codec& target;
};

/// The most bytes that the picture takes at once on its way from the file in memory to the encoded result: the sum of
/// what each part may take, so rather too many than too few.
std::uint64_t memory_need(const PictureFacts& picture) noexcept;

}  // namespace resizer::imaging
