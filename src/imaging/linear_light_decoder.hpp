#pragma once

#include <optional>
#include <vector>

#include "imaging/plane_resampler.hpp"
#include "imaging/row_ring.hpp"
#include "imaging/transfer_curves.hpp"

namespace resizer::imaging {

/// Delivers what another decoder does as amounts of light: RGB or gray in single precision, chroma brought to full
/// size, alpha straight. Holds a few rows at a time. Knows no CMYK.
class LinearLightDecoder final : public Decoder {
 public:
  /// Both outlive this decoder.
  LinearLightDecoder(Decoder& stored, const TransferCurves& curves) : stored_(stored), curves_(curves) {}

  const ImageInfo& info() const noexcept override { return stored_.info(); }
  DecodedLayout start(const DecodeRequest& request) override;
  void read(const RowBuffers& rows) override;
  void finish() override { stored_.finish(); }

 private:
  using Row = float*;
  void fill(const RowBuffers& rows, std::size_t y);
  void scale_to_unity(unsigned plane, const float* samples, Row row) const noexcept;
  void mix_rgb(const std::vector<const float*>& ycbcr, Row red, Row green, Row blue) const noexcept;

  Decoder& stored_;
  const TransferCurves& curves_;
  DecodedLayout stored_layout_;
  std::vector<PlaneResampler> planes_;
  RingMemory memory_;
  std::optional<RowRing> ring_;
  std::size_t next_row_ = 0;
};

}  // namespace resizer::imaging
