#pragma once

#include <array>
#include <optional>

#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/jpeg/block.hpp"
#include "imaging/codecs/jpeg/errors.hpp"

namespace resizer::imaging {

/// The header of a scan (ITU-T T.81, B.2.3): which bits of which coefficients of which components it holds.
struct JpegScanHeader {
  struct Component {
    std::size_t index = 0;  ///< In the frame.
    std::size_t dc_table = 0;
    std::size_t ac_table = 0;
  };

  std::array<Component, MAX_COMPS_IN_SCAN> components{};
  std::size_t component_count = 0;
  unsigned ss = 0;  ///< Spectral selection, in zigzag order: Ss.
  unsigned se = 0;  ///< Se, included.
  unsigned ah = 0;  ///< Successive approximation: Ah, 0 in the first scan of a band.
  unsigned al = 0;  ///< Al: how many bits are left for later scans.

  bool is_dc() const noexcept { return ss == 0; }
  bool is_refinement() const noexcept { return ah != 0; }
  /// The coefficients it holds, a bit for each.
  std::uint64_t band() const noexcept {
    return (~std::uint64_t{0} >> (kBlockCoefficients - 1 - se)) & (~std::uint64_t{0} << ss);
  }
};

/// That of the scan whose header libjpeg has just read.
JpegScanHeader current_scan_header(const jpeg_decompress_struct& codec) noexcept;

/// Reads what follows the length of an SOS segment. Nothing if it is not as it should be.
std::optional<JpegScanHeader> parse_scan_header(ByteView body, const jpeg_decompress_struct& codec) noexcept;

}  // namespace resizer::imaging
