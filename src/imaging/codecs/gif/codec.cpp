#include "imaging/codecs/gif/codec.hpp"

#include <string_view>

namespace resizer::imaging {
namespace {

bool is_gif(ByteView head) noexcept {
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  return text.starts_with("GIF87a") || text.starts_with("GIF89a");
}

}  // namespace

const Codec& gif_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::gif,
      .matches = is_gif,
      .open = open_gif,
      .storable = nullptr,
      .encode = nullptr,
  };
  return kCodec;
}

}  // namespace resizer::imaging
