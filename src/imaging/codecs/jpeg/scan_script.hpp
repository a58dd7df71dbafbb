#pragma once

#include <array>
#include <optional>
#include <vector>

#include "imaging/codecs/jpeg/planes.hpp"
#include "imaging/codecs/jpeg/scan_header.hpp"

namespace resizer::imaging {

/// A scan of a progressive JPEG, and what was defined when it began.
struct JpegScan {
  JpegScanHeader header;
  unsigned restart_interval = 0;  ///< MCUs; 0: no restarts.
  /// The Huffman codes of each of its components; nothing where none are defined.
  std::array<std::optional<JHUFF_TBL>, MAX_COMPS_IN_SCAN> codes;
  ByteView data;  ///< Entropy-coded, up to the marker behind it, or the end of the file.
};

/// All scans of a progressive JPEG, in the order of the file.
struct JpegScanScript {
  std::vector<JpegScan> scans;
  /// The marker behind the last scan, and what follows. Empty if there is none: the file may be cut short.
  ByteView rest;
};

/// Walks from marker to marker, without reading what the scans hold. `codec` has read the header, `scan` is what
/// follows that of the first scan. Nothing unless the script is whole: each component's coefficients are refined bit by
/// bit, in order, to the last (ITU-T T.81, G.1.1.1), every restart marker is in its place, no quantizers change, and
/// the image ends behind the last scan.
std::optional<JpegScanScript> read_scan_script(const jpeg_decompress_struct& codec, ByteView scan);

/// Which scans have to be read for coefficients that are wanted, a bit for each in zigzag order, of each component:
/// those that hold bits of them, and those that tell where the coefficients are that a refinement has bits of.
std::vector<bool> needed_scans(const JpegScanScript& script, std::array<std::uint64_t, MAX_COMPONENTS> wanted);

}  // namespace resizer::imaging
