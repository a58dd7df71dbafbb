#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "imaging/core/pixel_format.hpp"
#include "imaging/core/row_buffers.hpp"
#include "imaging/core/size.hpp"

namespace resizer::imaging {

/// A sample value for each plane of an image.
using PlaneSamples = std::array<double, kMaxPlanes>;

/// Black without alpha, or nothing with it.
PlaneSamples empty_samples(const PixelFormat& format) noexcept;

/// Full samples: of light, white; of ink, all of it. Opaque.
PlaneSamples white_samples(const PixelFormat& format) noexcept;

/// The OpenCV type of a plane with these samples (CV_8UC1 and so on).
int mat_type(SampleType sample) noexcept;

/// An image as single-channel planes, each of the size that plane_size() gives. The planes own their pixels.
struct Image {
  PixelFormat format;
  Size size;
  std::vector<cv::Mat> planes;
};

/// The capacity of a plane in an image of this size, in pixels.
std::uint64_t padded_pixels(Size size) noexcept;

/// An image with uninitialized planes. Rows are padded to a multiple of kRowAlignmentBytes and planes to a multiple of
/// 32 rows, so that codecs can write whole blocks.
Image make_image(const PixelFormat& format, Size size);

}  // namespace resizer::imaging
