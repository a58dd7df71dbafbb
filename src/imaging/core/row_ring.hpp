#pragma once

#include <array>

#include "imaging/core/aligned_buffer.hpp"
#include "imaging/core/row_buffers.hpp"

namespace resizer::imaging {

/// Memory for rows, reused for the next image.
using RingMemory = std::array<AlignedBuffer, kMaxPlanes>;

/// The latest rows of each plane of an image being decoded. After provide(end_row), the last `rows_held` rows before
/// `end_row` of plane 0 are valid, and no others.
class RowRing {
 public:
  /// `source` has this layout; both outlive the ring.
  RowRing(RowSource& source, const DecodedLayout& layout, std::size_t rows_held, RingMemory& memory);

  /// Reads up to `end_row` of plane 0, with the matching chroma rows.
  void provide(std::size_t end_row);
  /// Reads the remaining rows, to notice damage in unused ones too.
  void drain() { provide(layout_.size.height_px); }

  const DecodedLayout& layout() const noexcept { return layout_; }
  const std::uint8_t* row(unsigned plane, std::size_t y) const noexcept { return rows_[plane].row(y); }

  /// If alpha is finer than chroma: the plane with its mean over each chroma sample.
  static constexpr unsigned kChromaAlphaPlane = 4;

 private:
  void reserve_plane(unsigned index, std::size_t ring_rows, RingMemory& memory);
  void average_alpha(std::size_t first_row, std::size_t end_row);

  RowSource& source_;
  const DecodedLayout& layout_;
  RowBuffers rows_;
  std::size_t rows_ready_ = 0;
};

/// Whether the format has an alpha plane and chroma planes of another size.
bool needs_chroma_alpha(const PixelFormat& format) noexcept;

}  // namespace resizer::imaging
