#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "imaging/core/image.hpp"
#include "imaging/core/row_buffers.hpp"
#include "imaging/resample/geometry.hpp"
#include "model/options.hpp"

namespace resizer::imaging {

/// What an image is to become: another size, and chroma and alpha laid out otherwise. Family, sample type, depth,
/// range and matrix stay those of the source; a PixelConverter changes them.
struct Resampling {
  Region region;  ///< Of the source, in its own pixels; may reach a little beyond it.
  Size size;
  Subsampling chroma;         ///< For YCbCr.
  Alpha alpha = Alpha::none;  ///< none only if the source has none.
  model::Filter filter = model::Filter::lanczos3;
};

/// Rows that are to be resampled, as far as they are known before they are made.
struct SourceRows {
  Size size;
  std::uint64_t pixel_bytes = 0;  ///< Of all planes, as if none were subsampled.
  std::uint32_t batch_rows = 1;   ///< As in DecodedLayout, or more.
};

/// Resamples images while they are decoded, antialiased, in the planes that they have; holds only as many rows as the
/// filter reaches over. Straight alpha weighs the colors that it belongs to. Keeps buffers and filter weights from
/// image to image; belongs to one worker process.
class Resampler {
 public:
  /// The most bytes that resample() takes for these rows, without the images that it makes: the ring of rows, rows of
  /// sums and results, and filter weights.
  static std::uint64_t required_bytes(const SourceRows& rows, std::span<const Resampling> wanted) noexcept;

  Resampler();
  ~Resampler();
  Resampler(Resampler&&) noexcept;
  Resampler& operator=(Resampler&&) noexcept;

  /// Takes all rows, which have this layout, and makes an image for each of `wanted`.
  /// Passes on what the source throws.
  std::vector<Image> resample(RowSource& rows, const DecodedLayout& layout, std::span<const Resampling> wanted);

  /// Makes another image of one in memory.
  Image resample(const Image& image, const Resampling& wanted);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace resizer::imaging
