#pragma once

#include <algorithm>
#include <optional>

#include "imaging/codecs/jpeg/errors.hpp"
#include "imaging/codecs/jpeg/inverse_dct.hpp"

namespace resizer::imaging {

/// Dequantizes and transforms the coefficients of one component to size x size samples per block.
struct JpegReconstruction {
  JpegQuantizers quantizers;
  JpegBlock block;  ///< The coefficients that samples depend on are 0 between blocks.
  std::size_t plane = 0;
  unsigned size = 1;
  int dc_quantizer = 1;
  JpegInverseDct inverse_dct = nullptr;  ///< Null if the size is 1.

  /// Nothing if the component has no valid quantization table.
  static std::optional<JpegReconstruction> make(const jpeg_decompress_struct& codec, const jpeg_component_info& info,
                                                unsigned size);

  struct Mean {
    int sample;         ///< With kFractionBits.
    bool is_plausible;  ///< Not so far out of range that the block must be damaged.
  };
  /// The mean of a block, from its DC coefficient.
  Mean mean(int dc) const noexcept;

  /// Fills a block that has no AC coefficients, at rows[0][x], rows[1][x], ...
  void fill(Mean mean, std::uint16_t* const* rows, std::size_t x) const noexcept {
    const auto sample = static_cast<std::uint16_t>(mean.sample);
    for (unsigned row = 0; row < size; ++row) std::fill_n(rows[row] + x, size, sample);
  }

  /// Transforms `block` to samples. The size must not be 1.
  void transform(std::uint16_t* const* rows, std::size_t x) noexcept { inverse_dct(block, quantizers, rows, x); }
};

/// The DC coefficient is eight times the mean (ITU-T T.81, A.3.3), less the level shift (A.3.1).
inline JpegReconstruction::Mean JpegReconstruction::mean(int dc) const noexcept {
  constexpr int kLevelShift = 128 << kFractionBits;
  constexpr int kMax = MAXJSAMPLE << kFractionBits;
  constexpr int kMaxDistance = 512 << kFractionBits;
  constexpr unsigned kEighths = 3;
  constexpr unsigned kDropped = kEighths - kFractionBits;
  const int level = ((dc * dc_quantizer + (1 << kDropped) / 2) >> kDropped) + kLevelShift;
  return {std::clamp(level, 0, kMax), kLevelShift - kMaxDistance <= level && level < kMaxDistance};
}

}  // namespace resizer::imaging
