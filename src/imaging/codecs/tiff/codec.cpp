#include <algorithm>
#include <array>
#include <string_view>

#include "imaging/codecs/tiff/codec.hpp"

namespace resizer::imaging {
namespace {

bool is_tiff(ByteView head) noexcept {
  using namespace std::string_view_literals;
  constexpr std::array kMagics{"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv};  // the latter two are BigTIFF
  return std::any_of(kMagics.begin(), kMagics.end(), [=](std::string_view magic) {
    return head.size() >= magic.size() && std::equal(magic.begin(), magic.end(), head.begin());
  });
}

}  // namespace

const Codec& tiff_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::tiff,
      .matches = is_tiff,
      .open = open_tiff,
      .storable = tiff_storable,
      .encode = encode_tiff,
  };
  return kCodec;
}

}  // namespace resizer::imaging
