#pragma once

#include "imaging/codecs/jpeg/block.hpp"

namespace resizer::imaging {

/// For each coefficient of a JpegBlock, in the same place, times 2^kFractionBits.
struct JpegQuantizers {
  alignas(32) std::array<float, kBlockCoefficients> factors{};
};

/// Turns a block into size x size samples of kFractionBits, which go to rows[0][x], rows[1][x], ... What was read of it
/// is 0 then. Behind them, up to kMaxSamplesStored samples of each row are overwritten.
using JpegInverseDct = void (*)(JpegBlock& block, const JpegQuantizers& quantizers, std::uint16_t* const* rows,
                                std::size_t x);
inline constexpr unsigned kMaxSamplesStored = kDctBlock;

/// The inverse DCT (ITU-T T.81, A.3.3) of the size x size lowest frequencies only, size from 2 to 8: what the block
/// shows, band-limited to that many samples and sampled there. In single precision and in an order that does not
/// depend on the width of the machine's vectors.
JpegInverseDct jpeg_inverse_dct(unsigned size) noexcept;

}  // namespace resizer::imaging
