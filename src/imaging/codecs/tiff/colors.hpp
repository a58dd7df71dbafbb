#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

#include "imaging/codecs/tiff/image.hpp"
#include "imaging/color/icc.hpp"

namespace resizer::imaging {

/// Converts the colors of TIFF samples to the decoded format, in place.
class TiffColors {
 public:
  explicit TiffColors(const TiffImage& image);

  /// Converts the first `width_px` samples of row `y` of the planes.
  void convert(const RowBuffers& rows, std::uint32_t width_px, std::size_t y);

 private:
  void bound_floats(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const;
  void invert(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const;
  template <class Sample>
  void look_up(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const;
  template <class Sample>
  void convert_lab(const RowBuffers& rows, std::uint32_t width_px, std::size_t y);
  void convert_log(const RowBuffers& rows, std::uint32_t width_px, std::size_t y) const;

  const TiffImage& image_;
  std::optional<LabTransform> lab_;
  cv::Mat packed_;
};

}  // namespace resizer::imaging
