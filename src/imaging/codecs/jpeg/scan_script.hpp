#pragma once

#include <array>
#include <optional>
#include <vector>

#include "imaging/codecs/jpeg/planes.hpp"
#include "imaging/codecs/jpeg/scan_header.hpp"

namespace resizer::imaging {

/// A scan of a progressive JPEG, with the tables in effect.
struct JpegScan {
  JpegScanHeader header;
  unsigned restart_interval = 0;  ///< MCUs; 0: no restarts.
  /// The Huffman table of each component; nothing if it is not defined.
  std::array<std::optional<JHUFF_TBL>, MAX_COMPS_IN_SCAN> codes;
  ByteView data;  ///< Entropy-coded, up to the next marker or the end of the file.
};

/// All scans of a progressive JPEG, in file order.
struct JpegScanScript {
  std::vector<JpegScan> scans;
  /// The data after the last scan, from the next marker. Empty if there is none: the file may be truncated.
  ByteView rest;
};

/// Finds the scans by their markers, without decoding them. `codec` has read the first scan's header; `scan` is the
/// data after it. Nothing unless every coefficient is sent completely, bit by bit in order (ITU-T T.81, G.1.1.1), all
/// restart markers are in place, and only APPn, COM, DHT and DRI segments are between the scans.
std::optional<JpegScanScript> read_scan_script(const jpeg_decompress_struct& codec, ByteView scan);

/// Which scans have to be decoded for the `wanted` coefficients of each component, bitmasks in zigzag order: those that
/// contain bits of them, and those that later refinement scans among these depend on.
std::vector<bool> needed_scans(const JpegScanScript& script, std::array<std::uint64_t, MAX_COMPONENTS> wanted);

}  // namespace resizer::imaging
