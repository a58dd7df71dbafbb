#include <algorithm>
#include <array>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/jpeg/encode_options.hpp"
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
      .default_quality = JpegEncodeOptions{}.quality,
      .size_curve = {7.54, 8.39, 8.88, 9.17, 9.36, 9.51, 9.65, 9.83, 10.07, 10.48, 11.57},
      .needs_no_more = holds_whole_jpeg,
      .holds_image_only = jpeg_holds_image_only,
  };
  return kCodec;
}

}  // namespace resizer::imaging
