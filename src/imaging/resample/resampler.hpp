#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "imaging/core/image.hpp"
#include "imaging/core/row_buffers.hpp"
#include "imaging/resample/geometry.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// The result of resampling: its size, chroma subsampling and alpha. Family, sample type, depth, range and matrix are
/// those of the source; a PixelConverter changes them.
struct Resampling {
  Region region;  ///< Of the source, in its pixels; may exceed it slightly.
  Size size;
  Subsampling chroma;         ///< For YCbCr.
  Alpha alpha = Alpha::none;  ///< none only if the source has none.
  model::Filter filter = model::Filter::lanczos3;
  std::optional<Region> bounds{};  ///< The part of the source that may be used; nullopt: all of it.
  friend bool operator==(const Resampling&, const Resampling&) = default;
};

/// What is known of source rows in advance.
struct SourceRows {
  Size size;
  std::uint64_t pixel_bytes = 0;  ///< Of all planes, as if none were subsampled.
  std::uint32_t batch_rows = 1;   ///< As in DecodedLayout, or more.
};

/// Resamples images while they are decoded, antialiased, in their own planes, holding only as many rows as the filter
/// needs. Colors are weighted by straight alpha. Reuses buffers and filter weights for the next image; belongs to one
/// worker process.
class Resampler {
 public:
  /// An upper bound of the memory of resample() for these rows, excluding the resulting images: the ring of rows, rows
  /// of sums and results, and filter weights.
  static std::uint64_t required_bytes(const SourceRows& rows, std::span<const Resampling> wanted) noexcept;

  Resampler();
  ~Resampler();
  Resampler(Resampler&&) noexcept;
  Resampler& operator=(Resampler&&) noexcept;

  /// Reads all rows, which have this layout, and returns an image for each of `wanted`. Rethrows what the source
  /// throws.
  std::vector<Image> resample(RowSource& rows, const DecodedLayout& layout, std::span<const Resampling> wanted);

  /// Resamples an image in memory.
  Image resample(const Image& image, const Resampling& wanted);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace resizer::imaging
