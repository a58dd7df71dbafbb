#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "imaging/core/pixel_format.hpp"
#include "imaging/core/size.hpp"

/// Rows of planes on their way from whoever makes them to whoever resamples them.
namespace resizer::imaging {

/// Rows begin at multiples of this many bytes and may be written to up to the next such multiple, as SIMD code likes
/// it.
inline constexpr std::size_t kRowAlignmentBytes = 64;

/// Rows have room up to the next multiple of this many samples, and may be read that far.
inline constexpr std::size_t kRowBlock = 16;

/// One plane's rows in memory, either all of them or the latest few in a ring: row y is at index (y & mask).
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

/// What a started decoder will deliver.
struct DecodedLayout {
  PixelFormat format;
  /// Of the delivered image. Plane k has plane_size(size, format.subsampling_of(k)).
  Size size;
  /// Delivered pixels per stored pixel in each direction, n/8 exactly; size is the product rounded up, so the last row
  /// and column may stand for less than a whole pixel.
  double scale = 1;
  /// Of each plane: how many of its stored samples, in each direction, one delivered sample is the mean of; 1 if it is
  /// no mean.
  std::array<std::uint8_t, kMaxPlanes> mean_of{1, 1, 1, 1, 1};
  /// Rows hold samples of 8 bits with so many more behind the point, as 16-bit integers; 0: they hold format's samples.
  unsigned fraction_bits = 0;
  /// Rows of plane 0 that one read() delivers (the last one may deliver fewer); a multiple of the vertical chroma step.
  unsigned batch_rows = 1;
  /// Bytes of each row, and rows of each plane, that read() may overwrite: the image rounded up to whole blocks.
  std::array<std::size_t, kMaxPlanes> row_capacity_bytes{};
  std::array<std::size_t, kMaxPlanes> row_capacity{};

  SampleType row_sample() const noexcept { return fraction_bits > 0 ? SampleType::u16 : format.sample; }
  unsigned row_sample_bytes() const noexcept { return fraction_bits > 0 ? 2 : format.sample_bytes(); }
};

/// Makes the rows of an image from top to bottom, laid out as a DecodedLayout says.
class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;

  /// Makes the next layout.batch_rows rows of plane 0, and the rows of the other planes that belong to them, each into
  /// rows[plane].row(y). Call until all rows of plane 0 are there.
  virtual void read(const RowBuffers& rows) = 0;
};

}  // namespace resizer::imaging
