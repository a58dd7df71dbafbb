#pragma once

#include "imaging/codecs/jpeg/bit_reader.hpp"
#include "imaging/codecs/jpeg/coefficient_row.hpp"
#include "imaging/codecs/jpeg/huffman_table.hpp"

/// Decodes AC scans of progressive JPEGs: one band of one component each (ITU-T T.81, G.1.2).
namespace resizer::imaging {

struct JpegBand {
  std::uint64_t coefficients;  ///< A bitmask in zigzag order.
  unsigned al;                 ///< Successive approximation: the number of low bits left to later scans.
};

/// The decoder state of a scan.
struct JpegBandPosition {
  BitReader bits;
  unsigned eob_run;  ///< The number of following blocks without new nonzero coefficients.
};

/// `count` blocks of a row, from number `first`.
struct JpegBlockRange {
  std::size_t first;
  std::size_t count;
};

/// Reads the first scan of a band (G.1.2.2). Returns false for invalid data, but does not check for reads past its end.
bool read_bands(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes, JpegBlockRange blocks,
                JpegCoefficientRow& row);

/// Reads a refinement scan, which has one more bit of each coefficient (G.1.2.3).
bool refine_bands(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes, JpegBlockRange blocks,
                  JpegCoefficientRow& row);

}  // namespace resizer::imaging
