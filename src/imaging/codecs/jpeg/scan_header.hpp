#pragma once

#include <array>
#include <optional>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

/// A scan header (ITU-T T.81, B.2.3): which bits of which coefficients of which components the scan contains.
struct JpegScanHeader {
  struct Component {
    std::size_t index = 0;  ///< In the frame.
    std::size_t dc_table = 0;
    std::size_t ac_table = 0;
  };

  std::array<Component, MAX_COMPS_IN_SCAN> components{};
  std::size_t component_count = 0;
  unsigned ss = 0;  ///< Spectral selection: the first coefficient, in zigzag order.
  unsigned se = 0;  ///< The last coefficient, inclusive.
  unsigned ah = 0;  ///< Successive approximation: the previous `al`; 0 in the first scan of a band.
  unsigned al = 0;  ///< The number of low bits left to later scans.

  bool is_dc() const noexcept { return ss == 0; }
  bool is_refinement() const noexcept { return ah != 0; }
  /// The coefficients of the scan, a bitmask in zigzag order.
  std::uint64_t band() const noexcept {
    return (~std::uint64_t{0} >> (kBlockCoefficients - 1 - se)) & (~std::uint64_t{0} << ss);
  }
};

/// The header of the scan that libjpeg has just read.
JpegScanHeader current_scan_header(const jpeg_decompress_struct& codec) noexcept;

/// Parses the body of an SOS segment, without its length. Nothing if it is invalid.
std::optional<JpegScanHeader> parse_scan_header(ByteView body, const jpeg_decompress_struct& codec) noexcept;

}  // namespace resizer::imaging
