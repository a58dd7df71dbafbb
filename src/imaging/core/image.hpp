#pragma once

#include <cstddef>
#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "imaging/core/pixel_format.hpp"
#include "imaging/core/row_buffers.hpp"
#include "imaging/core/size.hpp"

namespace resizer::imaging {

/// OpenCV's type for a plane of such samples (CV_8UC1 and so on).
int mat_type(SampleType sample) noexcept;

/// An image as single-channel planes, each of the size that plane_size() gives. The planes own their pixels.
struct Image {
  PixelFormat format;
  Size size;
  std::vector<cv::Mat> planes;
};

/// The most pixels that a plane of an image of this size has room for.
std::uint64_t padded_pixels(Size size) noexcept;

/// An image with uninitialized planes. Each row has room up to the next multiple of kRowAlignmentBytes, and each plane
/// has room for a multiple of 32 rows, so that codecs may write whole blocks.
Image make_image(const PixelFormat& format, Size size);

}  // namespace resizer::imaging
