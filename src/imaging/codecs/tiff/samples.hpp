#pragma once

#include <array>
#include <opencv2/core/mat.hpp>

#include "imaging/codecs/tiff/image.hpp"

namespace resizer::imaging {

/// Splits rows of stored samples into planes, converting sample types but not colors, which TiffColors does.
class TiffSamples {
 public:
  explicit TiffSamples(const TiffImage& image);

  /// The size of a row of `width_px` pixels in a strip or tile.
  std::uint64_t row_bytes(std::uint32_t width_px) const noexcept {
    return (std::uint64_t{width_px} * image_.block_samples() * image_.bits + 7) / 8;
  }

  /// Splits `width_px` interleaved pixels into row `y` of the planes.
  void split(ByteView stored, std::uint32_t width_px, const RowBuffers& rows, std::size_t y);

  /// Writes `width_px` samples of used sample `index` to row `y` of its plane.
  void put(ByteView stored, std::uint32_t width_px, unsigned index, const RowBuffers& rows, std::size_t y);

  /// The number of stored samples that become planes, and their indexes.
  unsigned used_samples() const noexcept { return image_.color_samples() + (image_.format.has_alpha() ? 1U : 0U); }
  unsigned used_sample(unsigned index) const noexcept {
    return index < image_.color_samples() ? index : image_.alpha_sample;
  }

 private:
  cv::Mat widened(ByteView stored, std::uint32_t width_px, unsigned channels);
  unsigned plane_of(unsigned index) const noexcept {
    return index < image_.color_samples() ? index : image_.format.color_planes();
  }

  const TiffImage& image_;
  /// A lookup table for stored samples of up to 8 bits.
  std::array<std::uint8_t, 256> levels_{};
  cv::Mat wide_;
};

}  // namespace resizer::imaging
