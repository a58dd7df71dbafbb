#pragma once

#include "imaging/codecs/jpeg/block.hpp"

namespace resizer::imaging {

/// The quantization table in the order of JpegBlock, times 2^kFractionBits.
struct JpegQuantizers {
  alignas(32) std::array<float, kBlockCoefficients> factors{};
};

/// Transforms a block to size x size samples with kFractionBits, at rows[0][x], rows[1][x], ... Clears the coefficients
/// that it reads. May overwrite up to kMaxSamplesStored samples after them in each row.
using JpegInverseDct = void (*)(JpegBlock& block, const JpegQuantizers& quantizers, std::uint16_t* const* rows,
                                std::size_t x);
inline constexpr unsigned kMaxSamplesStored = kDctBlock;

/// The inverse DCT (ITU-T T.81, A.3.3) of the size x size lowest frequencies, size from 2 to 8: the block band-limited
/// and sampled at that size. Single precision; the results do not depend on the vector width of the machine.
JpegInverseDct jpeg_inverse_dct(unsigned size) noexcept;

}  // namespace resizer::imaging
