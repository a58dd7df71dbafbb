#include "imaging/core/packed_rows.hpp"

#include <array>
#include <opencv2/core.hpp>

namespace resizer::imaging {
namespace {

using Planes = std::array<cv::Mat, kMaxPlanes>;

cv::Mat packed_header(const void* data, const PixelFormat& format, std::size_t width_px) {
  const int type = CV_MAKETYPE(mat_type(format.sample), static_cast<int>(format.planes()));
  // cv::Mat has no const view; callers only read from const bytes.
  return {1, static_cast<int>(width_px), type, const_cast<void*>(data)};
}

}  // namespace

void split_row(ByteView packed, const PixelFormat& format, std::size_t width_px, const RowBuffers& rows,
               std::size_t y) {
  Planes planes;
  for (unsigned index = 0; index < format.planes(); ++index) {
    planes[index] = cv::Mat(1, static_cast<int>(width_px), mat_type(format.sample), rows[index].row(y));
  }
  cv::split(packed_header(packed.data(), format, width_px), planes.data());
}

void join_row(const Image& image, std::size_t y, std::span<std::uint8_t> packed) {
  Planes planes;
  for (unsigned index = 0; index < image.format.planes(); ++index) {
    planes[index] = image.planes[index].row(static_cast<int>(y));
  }
  cv::Mat row = packed_header(packed.data(), image.format, image.size.width_px);
  cv::merge(planes.data(), image.format.planes(), row);
}

}  // namespace resizer::imaging
