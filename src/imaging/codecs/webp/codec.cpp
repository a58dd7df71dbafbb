#include "imaging/codecs/webp/codec.hpp"

#include <algorithm>
#include <string_view>

#include "imaging/codecs/webp/encode_options.hpp"

namespace resizer::imaging {
namespace {

bool is_webp(ByteView head) noexcept {
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  return text.size() >= 16 && text.substr(0, 4) == "RIFF" && text.substr(8, 7) == "WEBPVP8";
}

/// libwebp needs little for lossy images, but for lossless ones a hash chain entry per pixel.
std::uint64_t webp_encoder_pixel_bytes(const PixelFormat& format) noexcept {
  constexpr std::uint64_t kLossyBytes = 8;
  constexpr std::uint64_t kLosslessBytes = 56;
  return format.family == ColorFamily::ycbcr ? kLossyBytes : kLosslessBytes;
}

}  // namespace

const Codec& webp_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::webp,
      .matches = is_webp,
      .open = open_webp,
      .storable = webp_storable,
      .encode = encode_webp,
      .default_quality = WebpEncodeOptions{}.quality,
      .size_curve = {7.93, 8.45, 8.73, 8.94, 9.11, 9.26, 9.38, 9.50, 9.76, 10.26, 10.97},
      .holds_image_only = webp_holds_image_only,
      .encoder_pixel_bytes = webp_encoder_pixel_bytes,
  };
  return kCodec;
}

}  // namespace resizer::imaging
