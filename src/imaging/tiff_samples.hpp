#pragma once

#include <opencv2/core/mat.hpp>

#include "imaging/tiff_picture.hpp"

namespace resizer::imaging {

/// Takes rows of stored samples apart into planes.
class TiffSamples {
 public:
  TiffSamples(const TiffPicture& picture, const TiffPalette& palette) : picture_(picture), palette_(palette) {}

  /// Bytes of a row of `width_px` pixels in a strip or tile.
  std::uint64_t row_bytes(std::uint32_t width_px) const noexcept {
    return (std::uint64_t{width_px} * picture_.block_samples() * picture_.bits + 7) / 8;
  }

  /// Puts `width_px` pixels of interleaved samples into row `y` of the planes.
  void split(ByteView stored, std::uint32_t width_px, const RowBuffers& rows, std::size_t y);

  /// Puts `width_px` samples of one plane into row `y` of plane `plane`.
  void put(ByteView stored, std::uint32_t width_px, unsigned plane, const RowBuffers& rows, std::size_t y);

  /// Which stored sample is plane `plane`.
  unsigned sample_of(unsigned plane) const noexcept {
    return picture_.format.has_alpha() && plane == picture_.format.color_planes() ? picture_.alpha_sample : plane;
  }

 private:
  cv::Mat widened(ByteView stored, std::uint32_t width_px, unsigned channels);
  void look_up(const cv::Mat& indexes, const RowBuffers& rows, std::size_t y) const;
  void invert(std::uint32_t width_px, const RowBuffers& rows, std::size_t y) const;

  const TiffPicture& picture_;
  const TiffPalette& palette_;
  cv::Mat wide_;
};

}  // namespace resizer::imaging
