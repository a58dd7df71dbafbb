#pragma once

#include <cstdint>

namespace resizer::imaging {

enum class ColorFamily : std::uint8_t { gray, ycbcr, rgb, cmyk };

/// The luma coefficients of a YCbCr format (ITU-T H.273, MatrixCoefficients 5/6, 1 and 9).
enum class Matrix : std::uint8_t { bt601, bt709, bt2020 };

/// full: 0 to 2^depth - 1, as in JPEG. limited: 16 to 235 (luma) and 16 to 240 (chroma) at 8 bits, as in WebP.
enum class Range : std::uint8_t { full, limited };

enum class SampleType : std::uint8_t { u8, u16, f32 };

enum class Alpha : std::uint8_t { none, straight, premultiplied };

/// Chroma subsampling as powers of two: {1, 1} is 4:2:0, {1, 0} is 4:2:2, {0, 1} is 4:4:0, {2, 0} is 4:1:1.
/// Chroma samples are sited in the centre of the luma samples they stand for, as JPEG (JFIF 1.02) and WebP have it.
struct Subsampling {
  std::uint8_t log2_x = 0;
  std::uint8_t log2_y = 0;
  friend constexpr bool operator==(Subsampling, Subsampling) = default;
};

/// How the planes of a picture are to be read. Planes stand in the order Y Cb Cr, R G B, C M Y K or gray; an alpha
/// plane, at full size, is the last. CMYK samples are amounts of ink: 0 is paper.
struct PixelFormat {
  ColorFamily family = ColorFamily::rgb;
  SampleType sample = SampleType::u8;
  /// Significant bits of u8 and u16 samples, 8 to 16; 32 for f32. White is 2^depth - 1, or 1.0.
  std::uint8_t depth_bits = 8;
  Range range = Range::full;
  Matrix matrix = Matrix::bt601;
  Subsampling subsampling{};
  Alpha alpha = Alpha::none;

  constexpr unsigned color_planes() const noexcept {
    return family == ColorFamily::gray ? 1 : family == ColorFamily::cmyk ? 4 : 3;
  }
  constexpr bool has_alpha() const noexcept { return alpha != Alpha::none; }
  constexpr unsigned planes() const noexcept { return color_planes() + (has_alpha() ? 1U : 0U); }
  constexpr unsigned sample_bytes() const noexcept {
    return sample == SampleType::u8 ? 1 : sample == SampleType::u16 ? 2 : 4;
  }
  /// The subsampling of plane `index`: luma and alpha planes have none.
  constexpr Subsampling subsampling_of(unsigned index) const noexcept {
    return family == ColorFamily::ycbcr && (index == 1 || index == 2) ? subsampling : Subsampling{};
  }

  friend constexpr bool operator==(const PixelFormat&, const PixelFormat&) = default;
};

}  // namespace resizer::imaging
