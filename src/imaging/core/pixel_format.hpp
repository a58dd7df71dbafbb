#pragma once

#include <cstdint>

namespace resizer::imaging {

enum class ColorFamily : std::uint8_t { gray, ycbcr, rgb, cmyk };

/// How YCbCr is derived from R'G'B' (ITU-T H.273, MatrixCoefficients; Rec. ITU-R BT.2100 for ICtCp).
enum class Matrix : std::uint8_t {
  bt601,                 ///< 5 and 6
  bt709,                 ///< 1
  fcc,                   ///< 4
  smpte240m,             ///< 7
  ycgco,                 ///< 8
  bt2020,                ///< 9, not of constant luminance
  chromaticity_derived,  ///< 12: by PixelFormat::primaries
  ictcp,                 ///< 14 with the transfer function PQ
};

/// full: 0 to 2^depth - 1, as in JPEG. limited: 16 to 235 (luma) and 16 to 240 (chroma) at 8 bits, as in WebP.
enum class Range : std::uint8_t { full, limited };

enum class SampleType : std::uint8_t { u8, u16, f32 };

enum class Alpha : std::uint8_t { none, straight, premultiplied };

/// Chroma subsampling as powers of two: {1, 1} is 4:2:0, {1, 0} is 4:2:2, {0, 1} is 4:4:0, {2, 0} is 4:1:1.
/// Chroma samples are sited at the center of their luma samples, as in JPEG (JFIF 1.02) and WebP.
struct Subsampling {
  std::uint8_t log2_x = 0;
  std::uint8_t log2_y = 0;
  friend constexpr bool operator==(Subsampling, Subsampling) = default;
};

/// The format of the planes of an image. Their order is Y Cb Cr, R G B, C M Y K or gray, then alpha, which is never
/// subsampled. CMYK samples are amounts of ink: 0 is paper.
struct PixelFormat {
  ColorFamily family = ColorFamily::rgb;
  SampleType sample = SampleType::u8;
  /// Significant bits of u8 and u16 samples, 8 to 16; 32 for f32. White is 2^depth - 1, or 1.0.
  std::uint8_t depth_bits = 8;
  Range range = Range::full;
  Matrix matrix = Matrix::bt601;
  /// The primaries for Matrix::chromaticity_derived (ITU-T H.273, ColourPrimaries); unused otherwise.
  std::uint8_t primaries = 2;
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
  /// The subsampling of plane `index`; luma and alpha have none.
  constexpr Subsampling subsampling_of(unsigned index) const noexcept {
    return family == ColorFamily::ycbcr && (index == 1 || index == 2) ? subsampling : Subsampling{};
  }

  /// The sample values in plane `index` of black or no color, and of white or full strength, from 0 to the largest
  /// sample (ITU-T H.273, 8.3; f32: 0 and 1). Chroma has no white: there, zero_sample() is both.
  constexpr double zero_sample(unsigned index) const noexcept {
    if (sample == SampleType::f32 || family == ColorFamily::cmyk || index >= color_planes()) return 0;
    if (family == ColorFamily::ycbcr && index > 0) return 1U << (depth_bits - 1U);
    return range == Range::limited ? 16U << (depth_bits - 8U) : 0;
  }
  constexpr double white_sample(unsigned index) const noexcept {
    const bool is_color = index < color_planes();
    if (family == ColorFamily::ycbcr && is_color && index > 0) return zero_sample(index);
    if (sample == SampleType::f32) return 1;
    const auto largest = static_cast<double>((1U << depth_bits) - 1);
    if (family == ColorFamily::cmyk || !is_color) return largest;
    return range == Range::limited ? 235U << (depth_bits - 8U) : largest;
  }

  friend constexpr bool operator==(const PixelFormat&, const PixelFormat&) = default;
};

/// Of all planes, as if none were subsampled, and of one more where alpha is reduced to the size of chroma.
constexpr std::uint64_t full_pixel_bytes(const PixelFormat& format) noexcept {
  const unsigned chroma_alpha = format.has_alpha() && format.family == ColorFamily::ycbcr ? 1 : 0;
  return std::uint64_t{format.planes() + chroma_alpha} * format.sample_bytes();
}

}  // namespace resizer::imaging
