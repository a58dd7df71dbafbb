#include <algorithm>
#include <array>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/jpeg/metadata.hpp"
#include "imaging/codecs/jpeg/segments.hpp"

namespace resizer::imaging {
namespace {

/// Does not require a marker right after SOI: decoders search for one.
bool is_jpeg(ByteView head) noexcept {
  constexpr std::array<std::uint8_t, 2> kStartOfImage{0xFF, 0xD8};
  return head.size() >= kStartOfImage.size() && std::equal(kStartOfImage.begin(), kStartOfImage.end(), head.begin());
}

}  // namespace

const Codec& jpeg_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::jpeg,
      .matches = is_jpeg,
      .open = open_jpeg,
      .storable = jpeg_storable,
      .encode = encode_jpeg,
      .needs_no_more = holds_whole_jpeg,
      .holds_image_only = jpeg_holds_image_only,
  };
  return kCodec;
}

}  // namespace resizer::imaging
