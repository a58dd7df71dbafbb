#include "imaging/core/image_rows.hpp"

#include <algorithm>
#include <cstring>

namespace resizer::imaging {
namespace {

/// A multiple of every chroma step.
constexpr unsigned kBatchRows = 8;

}  // namespace

DecodedLayout ImageRows::layout() const {
  DecodedLayout layout;
  layout.format = image_.format;
  layout.size = image_.size;
  layout.batch_rows = kBatchRows;
  for (std::size_t plane = 0; plane < image_.planes.size(); ++plane) {
    layout.row_capacity_bytes[plane] =
        static_cast<std::size_t>(image_.planes[plane].cols) * image_.format.sample_bytes();
    layout.row_capacity[plane] = static_cast<std::size_t>(image_.planes[plane].rows);
  }
  return layout;
}

void ImageRows::read(const RowBuffers& rows) {
  for (unsigned plane = 0; plane < image_.format.planes(); ++plane) {
    const cv::Mat& source = image_.planes[plane];
    const unsigned log2_y = image_.format.subsampling_of(plane).log2_y;
    const auto end = std::min<std::uint32_t>((next_row_ + kBatchRows) >> log2_y, static_cast<unsigned>(source.rows));
    for (std::uint32_t y = next_row_ >> log2_y; y < end; ++y) {
      std::memcpy(rows[plane].row(y), source.ptr(static_cast<int>(y)),
                  static_cast<std::size_t>(source.cols) * image_.format.sample_bytes());
    }
  }
  next_row_ += kBatchRows;
}

}  // namespace resizer::imaging
