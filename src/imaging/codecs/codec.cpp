#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

DecoderRequirement Decoder::requirement(const DecodeRequest& /*request*/) const noexcept {
  constexpr std::uint64_t kCopies = 2;
  const std::uint64_t pixels = std::uint64_t{info().size.width_px} * info().size.height_px;
  return {kCopies * pixels * info().pixels.planes() * info().pixels.sample_bytes(), info().size.height_px};
}

std::uint64_t whole_image_encoder(const PixelFormat& format) noexcept {
  constexpr std::uint64_t kCopies = 4;
  return kCopies * format.planes() * format.sample_bytes();
}

}  // namespace resizer::imaging
