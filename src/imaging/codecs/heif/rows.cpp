#include "imaging/codecs/heif/rows.hpp"

#include <algorithm>
#include <cstring>

namespace resizer::imaging {

void HeifRows::provide(std::uint32_t y) {
  const std::uint32_t height = image_.tile.size.height_px;
  if (!tiles_.empty() && y - first_row_ < height) return;
  const std::uint32_t row = y / height;
  first_row_ = row * height;
  tiles_.clear();
  for (std::uint32_t column = 0; column < image_.columns; ++column) {
    tiles_.push_back(decode_tile(items_, image_, row * image_.columns + column));
  }
}

void HeifRows::copy(const Span& span, std::uint8_t* target) const {
  const Subsampling step = span.plane == 0 ? Subsampling{} : image_.tile.chroma;
  const Size tile = plane_size(image_.tile.size, step);
  const std::size_t sample_bytes = image_.tile.sample_bytes();
  const auto row = static_cast<std::ptrdiff_t>(span.y - (first_row_ >> step.log2_y));
  for (std::uint32_t x = span.x; x < span.x + span.width;) {
    const std::uint32_t column = image_.columns == 1 ? 0 : x / tile.width_px;
    const std::uint32_t left = x - column * tile.width_px;
    const std::uint32_t count = std::min(tile.width_px - left, span.x + span.width - x);
    const CodedPicture::Plane& plane = tiles_[column].planes[span.plane];
    std::memcpy(target, plane.data + row * plane.stride_bytes + left * sample_bytes, count * sample_bytes);
    target += count * sample_bytes;
    x += count;
  }
}

}  // namespace resizer::imaging
