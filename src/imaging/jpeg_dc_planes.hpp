#pragma once

#include <array>
#include <optional>

#include "imaging/jpeg_planes.hpp"

namespace resizer::imaging {

/// The components of a JPEG at an eighth of their size: one sample for each block, the block's mean.
struct JpegDcPlanes {
  struct Plane {
    Bytes samples;
    std::size_t width = 0;  ///< Of the rows, which are padded to whole MCUs as libjpeg does it.

    std::size_t height() const noexcept { return width == 0 ? 0 : samples.size() / width; }
    const std::uint8_t* row(std::size_t y) const noexcept { return samples.data() + y * width; }
  };
  std::array<Plane, kMaxPlanes> planes;
};

/// Decodes the DC coefficients of a sequential scan (ITU-T T.81, F.2) and steps over the others, which takes less
/// than half of the time that libjpeg takes for it, and is most of what making thumbnails takes. The samples are those
/// of libjpeg's decompression to 1/8.
///
/// `codec` has read the header, `scan` is what follows it. Nothing if the file has more than one scan, other than 8-bit
/// Huffman codes, or anything in the scan that is not as it should be: libjpeg knows then what to make of it.
std::optional<JpegDcPlanes> decode_dc_planes(const jpeg_decompress_struct& codec, ByteView scan);

}  // namespace resizer::imaging
