#pragma once

#include <cstddef>
#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "resizer/imaging/pixel_format.hpp"

namespace resizer::imaging {

struct Size {
  std::uint32_t width_px = 0;
  std::uint32_t height_px = 0;
  friend constexpr bool operator==(Size, Size) = default;
};

/// The size of a plane with this subsampling in a picture of size `full`: rounded up.
Size plane_size(Size full, Subsampling subsampling) noexcept;

/// OpenCV's type for a plane of such samples (CV_8UC1 and so on).
int mat_type(SampleType sample) noexcept;

/// A picture as single-channel planes, each of the size that plane_size() gives. The planes own their pixels.
struct Image {
  PixelFormat format;
  Size size;
  std::vector<cv::Mat> planes;
};

/// Rows begin at multiples of this many bytes and may be written to up to the next such multiple, as SIMD code likes
/// it.
inline constexpr std::size_t kRowAlignmentBytes = 64;

/// An image with uninitialised planes. Each row has room up to the next multiple of kRowAlignmentBytes, and each plane
/// has room for a multiple of 32 rows, so that codecs may write whole blocks.
Image make_image(const PixelFormat& format, Size size);

}  // namespace resizer::imaging
