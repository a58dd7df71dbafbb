#pragma once

#include <array>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

/// How the components of a JPEG map to planes, and at which DCT sizes they are decoded.
namespace resizer::imaging {

inline std::size_t ceil_div(std::size_t value, std::size_t by) noexcept {
  return (value + by - 1) / by;
}

/// The pixel format of the picture in the file. Chroma subsampling is given only where raw planes can be delivered:
/// luma at full size, and both chroma components at the same 1, 1/2 or 1/4 in each direction.
struct JpegPlanes {
  PixelFormat format;
  bool raw = false;  ///< Whether components can be taken as planes, without upsampling or conversion.
};

/// Reads the components after jpeg_read_header. Throws util::Error for a color space that cannot be told.
JpegPlanes describe_planes(const jpeg_decompress_struct& codec);

/// Samples that a block of 8x8 coefficients becomes, in each direction, for each component.
struct DctSizes {
  unsigned luma = kDctBlock;
  unsigned chroma = kDctBlock;
};

/// What the samples of a block that becomes fewer than 8 x 8 are, and who makes them.
enum class DctScaling : std::uint8_t {
  band_limited,  ///< By JpegScaledScan, at any size.
  means,         ///< By libjpeg, at powers of two.
};

/// The smallest DCT sizes that keep to the request: luma no smaller than 8 / max_shrink, or 10 / max_shrink where that
/// is one or two band-limited samples; chroma no finer than the output's subsampling needs.
DctSizes choose_dct_sizes(const JpegPlanes& planes, const DecodeRequest& request, DctScaling scaling) noexcept;

/// The layout of raw planes decoded at `sizes`.
DecodedLayout raw_layout(const jpeg_decompress_struct& codec, const JpegPlanes& planes, DctSizes sizes,
                         DctScaling scaling);

}  // namespace resizer::imaging
