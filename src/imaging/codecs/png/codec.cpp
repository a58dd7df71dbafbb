#include "imaging/codecs/png/codec.hpp"

#include <algorithm>

#include "imaging/codecs/png/file.hpp"

namespace resizer::imaging {
namespace {

bool is_png(ByteView head) noexcept {
  return head.size() >= kPngSignature.size() && std::equal(kPngSignature.begin(), kPngSignature.end(), head.begin());
}

}  // namespace

const Codec& png_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::png,
      .matches = is_png,
      .open = open_png,
      .storable = png_storable,
      .encode = encode_png,
      .holds_image_only = png_holds_image_only,
  };
  return kCodec;
}

}  // namespace resizer::imaging
