#include "imaging/core/row_ring.hpp"

#include <algorithm>
#include <bit>

namespace resizer::imaging {
namespace {

std::size_t round_up(std::size_t value, std::size_t step) noexcept {
  return (value + step - 1) / step * step;
}

template <class Sample>
void average_row(const RowBuffers& rows, const DecodedLayout& layout, std::size_t chroma_row) {
  const Subsampling step = layout.format.subsampling;
  const Size chroma = plane_size(layout.size, step);
  const unsigned alpha_plane = layout.format.planes() - 1;
  auto* target = reinterpret_cast<Sample*>(rows[RowRing::kChromaAlphaPlane].row(chroma_row));
  const std::size_t first_y = chroma_row << step.log2_y;
  const std::size_t end_y = std::min<std::size_t>(first_y + (1U << step.log2_y), layout.size.height_px);
  for (std::size_t x = 0; x < chroma.width_px; ++x) {
    const std::size_t first_x = x << step.log2_x;
    const std::size_t end_x = std::min<std::size_t>(first_x + (1U << step.log2_x), layout.size.width_px);
    double sum = 0;
    for (std::size_t y = first_y; y < end_y; ++y) {
      const auto* alpha = reinterpret_cast<const Sample*>(rows[alpha_plane].row(y));
      for (std::size_t column = first_x; column < end_x; ++column) sum += alpha[column];
    }
    target[x] = static_cast<Sample>(sum / static_cast<double>((end_y - first_y) * (end_x - first_x)));
  }
}

}  // namespace

bool needs_chroma_alpha(const PixelFormat& format) noexcept {
  return format.has_alpha() && format.family == ColorFamily::ycbcr && format.subsampling != Subsampling{};
}

RowRing::RowRing(RowSource& source, const DecodedLayout& layout, std::size_t rows_held, RingMemory& memory)
    : source_(source), layout_(layout) {
  const std::size_t ring_rows = std::bit_ceil(rows_held + layout.batch_rows);
  for (unsigned index = 0; index < layout.format.planes(); ++index) reserve_plane(index, ring_rows, memory);
  if (needs_chroma_alpha(layout.format)) reserve_plane(kChromaAlphaPlane, ring_rows, memory);
}

void RowRing::reserve_plane(unsigned index, std::size_t ring_rows, RingMemory& memory) {
  const bool is_chroma_alpha = index == kChromaAlphaPlane && needs_chroma_alpha(layout_.format);
  const Subsampling step = is_chroma_alpha ? layout_.format.subsampling : layout_.format.subsampling_of(index);
  const Size plane = plane_size(layout_.size, step);
  const std::size_t sample_bytes = layout_.row_sample_bytes();
  const std::size_t row_bytes =
      std::max(layout_.row_capacity_bytes[index], round_up(plane.width_px, kRowBlock) * sample_bytes);
  const std::size_t stride = round_up(row_bytes, kRowAlignmentBytes);
  const std::size_t all_rows = std::max<std::size_t>(layout_.row_capacity[index], plane.height_px);
  const std::size_t held_rows = std::max<std::size_t>(1, ring_rows >> step.log2_y);
  const bool holds_all = held_rows >= all_rows;
  rows_[index].data = memory[index].reserve((holds_all ? all_rows : held_rows) * stride);
  rows_[index].stride_bytes = static_cast<std::ptrdiff_t>(stride);
  rows_[index].mask = holds_all ? ~0U : static_cast<unsigned>(held_rows - 1);
}

void RowRing::provide(std::size_t end_row) {
  end_row = std::min<std::size_t>(end_row, layout_.size.height_px);
  while (rows_ready_ < end_row) {
    source_.read(rows_);
    const std::size_t first_row = rows_ready_;
    rows_ready_ += layout_.batch_rows;
    if (needs_chroma_alpha(layout_.format)) average_alpha(first_row, rows_ready_);
  }
}

void RowRing::average_alpha(std::size_t first_row, std::size_t end_row) {
  const unsigned log2_y = layout_.format.subsampling.log2_y;
  const std::size_t height = plane_size(layout_.size, layout_.format.subsampling).height_px;
  const std::size_t end = std::min<std::size_t>(end_row >> log2_y, height);
  for (std::size_t chroma_row = first_row >> log2_y; chroma_row < end; ++chroma_row) {
    switch (layout_.format.sample) {
      case SampleType::u8:
        average_row<std::uint8_t>(rows_, layout_, chroma_row);
        break;
      case SampleType::u16:
        average_row<std::uint16_t>(rows_, layout_, chroma_row);
        break;
      case SampleType::f32:
        average_row<float>(rows_, layout_, chroma_row);
        break;
    }
  }
}

}  // namespace resizer::imaging
