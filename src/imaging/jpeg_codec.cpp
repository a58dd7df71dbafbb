#include <algorithm>
#include <array>

#include "imaging/jpeg.hpp"

namespace resizer::imaging {
namespace {

bool is_jpeg(ByteView head) noexcept {
  constexpr std::array<std::uint8_t, 3> kStartOfImage{0xFF, 0xD8, 0xFF};
  return head.size() >= kStartOfImage.size() && std::equal(kStartOfImage.begin(), kStartOfImage.end(), head.begin());
}

}  // namespace

const Codec& jpeg_codec() noexcept {
  static constexpr std::uint32_t kMaxSidePx = 65500;  // libjpeg's JPEG_MAX_DIMENSION
  static constexpr Codec kCodec{model::Format::jpeg, kMaxSidePx, is_jpeg, open_jpeg, jpeg_storable, encode_jpeg};
  return kCodec;
}

}  // namespace resizer::imaging
