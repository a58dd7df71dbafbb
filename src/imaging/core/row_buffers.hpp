#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "imaging/core/pixel_format.hpp"
#include "imaging/core/size.hpp"

/// Rows of planes between a source and the resampler.
namespace resizer::imaging {

/// Alignment and padding of rows in bytes, for SIMD.
inline constexpr std::size_t kRowAlignmentBytes = 64;

/// Rows are padded to a multiple of this many samples, and may be read that far.
inline constexpr std::size_t kRowBlock = 16;

/// The rows of one plane, either all or the latest ones in a ring: row y is at index (y & mask).
struct PlaneRows {
  std::uint8_t* data = nullptr;
  std::ptrdiff_t stride_bytes = 0;
  unsigned mask = ~0U;

  std::uint8_t* row(std::size_t y) const noexcept {
    return data + static_cast<std::ptrdiff_t>(y & mask) * stride_bytes;
  }
};

inline constexpr std::size_t kMaxPlanes = 5;
using RowBuffers = std::array<PlaneRows, kMaxPlanes>;

/// What a decoder delivers.
struct DecodedLayout {
  PixelFormat format;
  /// Of the decoded image. Plane k has plane_size(size, format.subsampling_of(k)).
  Size size;
  /// Decoded pixels per stored pixel in each direction, exactly n/8; size is the product rounded up, so the last row
  /// and column may represent less than a whole pixel.
  double scale = 1;
  /// For each plane: how many stored samples in each direction a decoded sample is the mean of; 1 if it is not a mean.
  std::array<std::uint8_t, kMaxPlanes> mean_of{1, 1, 1, 1, 1};
  /// If not 0, rows hold 8-bit samples with this many fraction bits, as 16-bit integers.
  unsigned fraction_bits = 0;
  /// Rows of plane 0 per read(), fewer for the last one; a multiple of the vertical chroma step.
  unsigned batch_rows = 1;
  /// Bytes of each row, and rows of each plane, that read() may overwrite: the image rounded up to whole blocks.
  std::array<std::size_t, kMaxPlanes> row_capacity_bytes{};
  std::array<std::size_t, kMaxPlanes> row_capacity{};

  SampleType row_sample() const noexcept { return fraction_bits > 0 ? SampleType::u16 : format.sample; }
  unsigned row_sample_bytes() const noexcept { return fraction_bits > 0 ? 2 : format.sample_bytes(); }
};

/// Delivers the rows of an image from top to bottom, in a DecodedLayout.
class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;

  /// Writes the next layout.batch_rows rows of plane 0, and the matching rows of the other planes, to
  /// rows[plane].row(y). Call until all rows of plane 0 are read.
  virtual void read(const RowBuffers& rows) = 0;
};

}  // namespace resizer::imaging
