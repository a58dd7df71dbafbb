#include "imaging/codecs/bmp/codec.hpp"

#include "imaging/codecs/bmp/header.hpp"

namespace resizer::imaging {

const Codec& bmp_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::bmp,
      .matches = is_bmp,
      .open = open_bmp,
      .storable = nullptr,
      .encode = nullptr,
  };
  return kCodec;
}

}  // namespace resizer::imaging
