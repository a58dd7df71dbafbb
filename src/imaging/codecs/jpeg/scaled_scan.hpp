#pragma once

#include <memory>
#include <vector>

#include "imaging/codecs/jpeg/planes.hpp"
#include "imaging/codecs/jpeg/scan_component.hpp"

namespace resizer::imaging {

/// Decodes the scan of a sequential JPEG (ITU-T T.81, F.2) to n/8 of its size, n from 1 to 8 for each component, from
/// the n x n lowest frequencies of each block. What comes out is band-limited to its own samples, and the coefficients
/// beyond are stepped over at next to no cost. The samples are libjpeg's but for rounding, save those of 2/8 and 4/8:
/// libjpeg-turbo makes means of the full decode there, which alias more.
class JpegScaledScan {
 public:
  /// `codec` has read the header, `scan` is what follows it and must outlive the result. Null if the file has more than
  /// one scan, other than 8-bit Huffman codes, or anything in its headers that is not as it should be, but for what the
  /// scan's own says of coefficients, which means nothing in a sequential one.
  static std::unique_ptr<JpegScaledScan> open(const jpeg_decompress_struct& codec, ByteView scan, DctSizes sizes);

  /// Decodes as many rows of MCUs as raw_layout() has in a batch. False if anything is not as it should be: libjpeg
  /// knows then what to make of it.
  bool read(const RowBuffers& rows);

  /// Decodes the whole scan to nowhere, if it was opened for one sample a block; its colors may be any. False if
  /// anything is not as it should be.
  bool skip();

  /// What follows the scan, once all of it was read.
  ByteView behind() const noexcept { return bits_.behind(); }

 private:
  JpegScaledScan(const jpeg_decompress_struct& codec, ByteView scan);

  bool read_mcu_row(const RowBuffers& rows);
  bool restart();
  bool decode_mcu(std::size_t mcu_x);
  bool decode_block(JpegScanComponent& component, std::uint16_t* const* rows, std::size_t x);

  JpegScanTables tables_;
  std::vector<JpegScanComponent> components_;
  /// Where the samples of this row of MCUs go, for each component.
  std::array<std::array<std::uint16_t*, std::size_t{MAX_SAMP_FACTOR} * kDctBlock>, MAX_COMPS_IN_SCAN> rows_{};
  BitReader bits_;
  std::size_t mcus_across_;
  std::size_t mcus_down_;
  std::size_t mcu_rows_at_once_;
  std::size_t mcu_row_ = 0;
  unsigned restart_interval_;
  unsigned until_restart_;
  unsigned restarts_ = 0;
};

}  // namespace resizer::imaging
