#pragma once

#include <array>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

/// Maps the components of a JPEG to planes, and chooses their DCT sizes.
namespace resizer::imaging {

inline std::size_t ceil_div(std::size_t value, std::size_t by) noexcept {
  return (value + by - 1) / by;
}

/// The pixel format in the file. Chroma subsampling is set only if raw planes are available: luma at full size, and
/// both chroma components at the same 1, 1/2 or 1/4 in each direction.
struct JpegPlanes {
  PixelFormat format;
  bool raw = false;  ///< Whether components map to planes directly, without upsampling or conversion.
};

/// Reads the components after jpeg_read_header. Throws util::Error for an unknown color space.
JpegPlanes describe_planes(const jpeg_decompress_struct& codec);

/// The number of samples in each direction that a block is decoded to, per component.
struct DctSizes {
  unsigned luma = kDctBlock;
  unsigned chroma = kDctBlock;
};

/// How blocks are scaled down, and by whom.
enum class DctScaling : std::uint8_t {
  band_limited,  ///< By JpegScaledDecoder, to any size.
  means,         ///< By libjpeg, to powers of two.
};

/// The smallest DCT sizes that satisfy the request: luma no smaller than 8 / max_shrink, or 10 / max_shrink for one or
/// two band-limited samples; chroma no finer than the output's subsampling needs.
DctSizes choose_dct_sizes(const JpegPlanes& planes, const DecodeRequest& request, DctScaling scaling) noexcept;

/// The layout of raw planes decoded at `sizes`.
DecodedLayout raw_layout(const jpeg_decompress_struct& codec, const JpegPlanes& planes, DctSizes sizes,
                         DctScaling scaling);

}  // namespace resizer::imaging
