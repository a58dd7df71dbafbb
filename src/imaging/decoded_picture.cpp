#include "imaging/decoded_picture.hpp"

#include <algorithm>
#include <cstring>

namespace resizer::imaging {
namespace {

std::size_t round_up(std::size_t value, std::size_t step) noexcept {
  return (value + step - 1) / step * step;
}

/// Fills the rows and columns between `size` and `whole` of a full-size plane with its last ones.
void repeat_edges(const PlaneRows& rows, Size size, Size whole, std::size_t sample_bytes) {
  for (std::size_t y = 0; whole.width_px > size.width_px && y < size.height_px; ++y) {
    std::uint8_t* end = rows.row(y) + size.width_px * sample_bytes;
    for (std::uint32_t x = size.width_px; x < whole.width_px; ++x, end += sample_bytes) {
      std::memcpy(end, end - sample_bytes, sample_bytes);
    }
  }
  for (std::size_t y = size.height_px; y < whole.height_px; ++y) {
    std::memcpy(rows.row(y), rows.row(y - 1), whole.width_px * sample_bytes);
  }
}

}  // namespace

Size whole_chroma_steps(Size size, Subsampling subsampling) noexcept {
  return {static_cast<std::uint32_t>(round_up(size.width_px, std::size_t{1} << subsampling.log2_x)),
          static_cast<std::uint32_t>(round_up(size.height_px, std::size_t{1} << subsampling.log2_y))};
}

Image DecodedPicture::read(Decoder& decoder, const DecodedLayout& layout) {
  const PixelFormat& format = layout.format;
  const Size whole = whole_chroma_steps(layout.size, format.subsampling);
  RowBuffers rows;
  for (unsigned index = 0; index < format.planes(); ++index) {
    const Size plane = plane_size(whole, format.subsampling_of(index));
    const std::size_t row_bytes =
        std::max(layout.row_capacity_bytes[index], std::size_t{plane.width_px} * format.sample_bytes());
    const std::size_t stride = round_up(row_bytes, kRowAlignmentBytes);
    const std::size_t row_count = std::max<std::size_t>(layout.row_capacity[index], plane.height_px);
    rows[index].data = memory_[index].reserve(row_count * stride);
    rows[index].stride_bytes = static_cast<std::ptrdiff_t>(stride);
  }
  for (std::size_t y = 0; y < layout.size.height_px; y += layout.batch_rows) decoder.read(rows);

  Image image{format, layout.size, {}};
  for (unsigned index = 0; index < format.planes(); ++index) {
    if (format.subsampling_of(index) == Subsampling{}) {
      repeat_edges(rows[index], layout.size, whole, format.sample_bytes());
    }
    const Size plane = plane_size(layout.size, format.subsampling_of(index));
    image.planes.emplace_back(static_cast<int>(plane.height_px), static_cast<int>(plane.width_px),
                              mat_type(format.sample), rows[index].data,
                              static_cast<std::size_t>(rows[index].stride_bytes));
  }
  return image;
}

}  // namespace resizer::imaging
