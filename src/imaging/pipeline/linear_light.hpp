#pragma once

#include <optional>
#include <vector>

#include "imaging/color/transfer_curves.hpp"
#include "imaging/core/row_ring.hpp"
#include "imaging/resample/plane_resampler.hpp"

namespace resizer::imaging {

/// Converts the rows of another source to linear light: RGB or gray in single precision, with chroma upsampled and
/// straight alpha. Holds a few rows at a time. Does not support CMYK.
class LinearLightRows final : public RowSource {
 public:
  /// All three outlive this source.
  LinearLightRows(RowSource& stored, const DecodedLayout& stored_layout, const TransferCurves& curves);

  /// An upper bound of the memory for such rows, excluding the converted rows.
  static std::uint64_t required_bytes(const SourceRows& stored) noexcept;

  const DecodedLayout& layout() const noexcept { return layout_; }
  void read(const RowBuffers& rows) override;

 private:
  using Row = float*;
  void fill(const RowBuffers& rows, std::size_t y);
  void scale_to_unity(unsigned plane, const float* samples, Row row) const noexcept;
  void mix_rgb(const std::vector<const float*>& ycbcr, Row red, Row green, Row blue) const noexcept;

  const DecodedLayout& stored_layout_;
  const TransferCurves& curves_;
  DecodedLayout layout_;
  std::vector<PlaneResampler> planes_;
  RingMemory memory_;
  std::optional<RowRing> ring_;
  std::size_t next_row_ = 0;
};

}  // namespace resizer::imaging
