#pragma once

#include <algorithm>
#include <optional>

#include "imaging/codecs/jpeg/errors.hpp"
#include "imaging/codecs/jpeg/inverse_dct.hpp"

namespace resizer::imaging {

/// Makes samples of the coefficients of one component, size x size of each block.
struct JpegReconstruction {
  JpegQuantizers quantizers;
  JpegBlock block;  ///< Between blocks those coefficients are 0 that samples are made of.
  std::size_t plane = 0;
  unsigned size = 1;
  int dc_quantizer = 1;
  JpegInverseDct inverse_dct = nullptr;  ///< Null where the size is 1.

  /// Nothing if the component has no quantizers, or none that are usual.
  static std::optional<JpegReconstruction> make(const jpeg_decompress_struct& codec, const jpeg_component_info& info,
                                                unsigned size);

  struct Mean {
    int sample;         ///< With its fraction.
    bool is_plausible;  ///< It is so near to what a sample can be that it need not be damaged.
  };
  /// That of a block, from its DC coefficient.
  Mean mean(int dc) const noexcept;

  /// Makes the samples of a block whose other coefficients are 0, which go to rows[0][x], rows[1][x], ...
  void fill(Mean mean, std::uint16_t* const* rows, std::size_t x) const noexcept {
    const auto sample = static_cast<std::uint16_t>(mean.sample);
    for (unsigned row = 0; row < size; ++row) std::fill_n(rows[row] + x, size, sample);
  }

  /// Makes those of `block`, whose size is not 1.
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
