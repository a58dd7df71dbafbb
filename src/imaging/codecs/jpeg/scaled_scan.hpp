#pragma once

#include <memory>
#include <vector>

#include "imaging/codecs/jpeg/planes.hpp"
#include "imaging/codecs/jpeg/restarts.hpp"
#include "imaging/codecs/jpeg/scaled_decoder.hpp"
#include "imaging/codecs/jpeg/scan_component.hpp"

namespace resizer::imaging {

/// Decodes the single scan of a sequential JPEG (ITU-T T.81, F.2) block by block.
class JpegScaledScan final : public JpegScaledDecoder {
 public:
  /// As JpegScaledDecoder::open(). Ignores spectral selection and successive approximation, which mean nothing in a
  /// sequential scan.
  static std::unique_ptr<JpegScaledScan> open(const jpeg_decompress_struct& codec, ByteView scan, DctSizes sizes);

  bool read(const RowBuffers& rows) override;

  /// Decodes the whole scan and discards the samples. It must have been opened with sizes of 1; any color space is
  /// fine. False if the data is invalid.
  bool skip();

  ByteView rest() const noexcept override { return bits_.rest(); }

 private:
  JpegScaledScan(const jpeg_decompress_struct& codec, ByteView scan);

  bool read_mcu_row(const RowBuffers& rows);
  bool restart();
  bool decode_mcu(std::size_t mcu_x);
  bool decode_block(JpegScanComponent& component, std::uint16_t* const* rows, std::size_t x);

  JpegScanTables tables_;
  std::vector<JpegScanComponent> components_;
  /// Pointers to the sample rows of the current row of MCUs, for each component.
  std::array<std::array<std::uint16_t*, std::size_t{MAX_SAMP_FACTOR} * kDctBlock>, MAX_COMPS_IN_SCAN> rows_{};
  BitReader bits_;
  std::size_t mcus_across_;
  std::size_t mcus_down_;
  std::size_t mcu_rows_at_once_;
  std::size_t mcu_row_ = 0;
  JpegRestarts restarts_;
};

}  // namespace resizer::imaging
