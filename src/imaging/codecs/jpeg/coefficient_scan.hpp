#pragma once

#include <optional>
#include <span>

#include "imaging/codecs/jpeg/band_codes.hpp"
#include "imaging/codecs/jpeg/restarts.hpp"
#include "imaging/codecs/jpeg/scan_script.hpp"

namespace resizer::imaging {

/// Reads one scan of a progressive JPEG (ITU-T T.81, G.1.2 and G.2), one row of MCUs at a time, so that all scans of a
/// file can be read side by side.
class JpegCoefficientScan {
 public:
  /// Nothing if its Huffman codes are missing, or none.
  static std::optional<JpegCoefficientScan> open(const JpegScan& scan);

  /// Adds what the scan has to the rows, one for each component of the frame, to which the scans before it were added.
  /// False if anything is not as it should be.
  bool read_row(std::span<JpegCoefficientRow> components, std::size_t mcu_row);

  /// What its data has that was not read, once all rows were.
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
