#include <algorithm>
#include <array>

#include "imaging/jpeg.hpp"
#include "imaging/jpeg_metadata.hpp"

namespace resizer::imaging {
namespace {

bool is_jpeg(ByteView head) noexcept {
  constexpr std::array<std::uint8_t, 3> kStartOfImage{0xFF, 0xD8, 0xFF};
  return head.size() >= kStartOfImage.size() && std::equal(kStartOfImage.begin(), kStartOfImage.end(), head.begin());
}

}  // namespace

const Codec& jpeg_codec() noexcept {
  static constexpr std::uint32_t kMaxSidePx = 65500;  // libjpeg's JPEG_MAX_DIMENSION
  static constexpr Codec kCodec{
      .format = model::Format::jpeg,
      .max_side_px = kMaxSidePx,
      .matches = is_jpeg,
      .open = open_jpeg,
      .storable = jpeg_storable,
      .encode = encode_jpeg,
      .max_exif_bytes = kMaxExifBytes,
      .max_xmp_bytes = kMaxXmpBytes,
      .max_iptc_bytes = kMaxIptcBytes,
  };
  return kCodec;
}

}  // namespace resizer::imaging
