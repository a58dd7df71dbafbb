#include "imaging/codecs/registry.hpp"

#include <algorithm>
#include <array>

#include "imaging/codecs/bmp/codec.hpp"
#include "imaging/codecs/gif/codec.hpp"
#include "imaging/codecs/heif/codec.hpp"
#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/jxl/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/raw/codec.hpp"
#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/codecs/webp/codec.hpp"

namespace resizer::imaging {

std::span<const Codec> codecs() noexcept {
  // RAW is before TIFF: most kinds of it are TIFF files by their first bytes.
  static const std::array all{jpeg_codec(), png_codec(),  webp_codec(), raw_codec(), tiff_codec(),
                              avif_codec(), heic_codec(), jxl_codec(),  gif_codec(), bmp_codec()};
  return all;
}

const Codec* find_codec(model::Format format) noexcept {
  const auto all = codecs();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Codec& codec) { return codec.format == format; });
  return found == all.end() ? nullptr : &*found;
}

const Codec* recognize(ByteView bytes) noexcept {
  const auto all = codecs();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Codec& codec) { return codec.matches(bytes); });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace resizer::imaging
