#include "imaging/codecs/jxl/codec.hpp"

#include "imaging/codecs/jxl/encode_options.hpp"
#include "imaging/codecs/jxl/libjxl.hpp"
#include "imaging/codecs/jxl/signature.hpp"

namespace resizer::imaging {
namespace {

bool is_jxl(ByteView head) noexcept {
  return starts_jxl_codestream(head) || starts_jxl_container(head);
}

/// Whatever the format, libjxl encodes planes in single precision, of which it holds several sets.
std::uint64_t jxl_encoder_pixel_bytes(const PixelFormat& format) noexcept {
  constexpr std::uint64_t kPackedCopies = 2;
  constexpr std::uint64_t kLibraryBytes = 120;
  constexpr std::uint64_t kAlphaBytes = 40;
  return kPackedCopies * format.planes() * format.sample_bytes() + kLibraryBytes +
         (format.has_alpha() ? kAlphaBytes : 0);
}

}  // namespace

const Codec& jxl_codec() noexcept {
  static constexpr Codec kCodec{
      .format = model::Format::jxl,
      .matches = is_jxl,
      .open = open_jxl,
      .storable = jxl_storable,
      .encode = encode_jxl,
      .default_quality = JxlEncodeOptions{}.quality,
      .size_curve = {8.05, 8.21, 8.68, 8.80, 8.88, 9.14, 9.23, 9.48, 9.75, 10.17, 11.58},
      .encoder_pixel_bytes = jxl_encoder_pixel_bytes,
      .load_decoder = [] { libjxl(); },
      .load_encoder = [] { libjxl(); },
  };
  return kCodec;
}

}  // namespace resizer::imaging
