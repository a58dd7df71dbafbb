#pragma once

#include <optional>
#include <span>

#include "imaging/codecs/jpeg/band_codes.hpp"
#include "imaging/codecs/jpeg/restarts.hpp"
#include "imaging/codecs/jpeg/scan_script.hpp"

namespace resizer::imaging {

/// Decodes one scan of a progressive JPEG (ITU-T T.81, G.1.2 and G.2) one row of MCUs at a time, so that all scans of a
/// file can be decoded side by side.
class JpegCoefficientScan {
 public:
  /// Nothing if its Huffman tables are missing or invalid.
  static std::optional<JpegCoefficientScan> open(const JpegScan& scan);

  /// Decodes the scan's next row of MCUs into the rows of the frame's components, which must contain the results of all
  /// earlier scans. Returns false for invalid data.
  bool read_row(std::span<JpegCoefficientRow> components, std::size_t mcu_row);

  /// The rest of the scan's data after the last row.
  ByteView rest() const noexcept { return position_.bits.rest(); }

 private:
  explicit JpegCoefficientScan(const JpegScan& scan);

  bool restart();
  bool read_mcus(std::span<JpegCoefficientRow> components);
  bool read_blocks(JpegCoefficientRow& row, std::size_t first, std::size_t count);
  bool read_dc_block(std::size_t component, JpegCoefficientRow& row, std::size_t block);

  JpegScanHeader header_;
  std::array<std::optional<HuffmanTable>, MAX_COMPS_IN_SCAN> codes_;
  std::array<int, MAX_COMPS_IN_SCAN> predictors_{};
  JpegBandPosition position_;
  JpegRestarts restarts_;
};

}  // namespace resizer::imaging
