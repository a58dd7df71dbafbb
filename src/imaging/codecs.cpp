#include <algorithm>
#include <array>

#include "imaging/heif.hpp"
#include "imaging/jpeg.hpp"
#include "imaging/png.hpp"
#include "imaging/tiff.hpp"
#include "imaging/webp.hpp"
#include "resizer/imaging/codec.hpp"

namespace resizer::imaging {

DecoderNeed Decoder::need(const DecodeRequest& /*request*/) const noexcept {
  constexpr std::uint64_t kCopies = 2;
  const std::uint64_t pixels = std::uint64_t{info().size.width_px} * info().size.height_px;
  return {kCopies * pixels * info().pixels.planes() * info().pixels.sample_bytes(), info().size.height_px};
}

std::uint64_t whole_picture_encoder(const PixelFormat& format) noexcept {
  constexpr std::uint64_t kCopies = 4;
  return kCopies * format.planes() * format.sample_bytes();
}

std::span<const Codec> codecs() noexcept {
  static const std::array all{jpeg_codec(), png_codec(), webp_codec(), tiff_codec(), avif_codec(), heic_codec()};
  return all;
}

const Codec* find_codec(model::Format format) noexcept {
  const auto all = codecs();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Codec& codec) { return codec.format == format; });
  return found == all.end() ? nullptr : &*found;
}

const Codec* recognise(ByteView bytes) noexcept {
  const auto all = codecs();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Codec& codec) { return codec.matches(bytes); });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace resizer::imaging
