#pragma once

#include "imaging/codecs/jpeg/bit_reader.hpp"
#include "imaging/codecs/jpeg/coefficient_row.hpp"
#include "imaging/codecs/jpeg/huffman_table.hpp"

/// The codes of AC coefficients in a progressive scan, which has a band of them, of one component (ITU-T T.81, G.1.2).
namespace resizer::imaging {

struct JpegBand {
  std::uint64_t coefficients;  ///< A bit for each, in zigzag order.
  unsigned al;                 ///< How many of their bits are left for later scans: Al.
};

/// Where a scan is.
struct JpegBandPosition {
  BitReader bits;
  unsigned eob_run;  ///< In how many of the next blocks no coefficient follows that was zero so far.
};

/// Blocks of a row, from number `first` on.
struct JpegBlockRange {
  std::size_t first;
  std::size_t count;
};

/// Reads the band's first scan (G.1.2.2). False if anything is not as it should be, but for bits read beyond the end.
bool read_bands(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes, JpegBlockRange blocks,
                JpegCoefficientRow& row);

/// Reads a scan that has one more bit of each coefficient (G.1.2.3).
bool refine_bands(JpegBandPosition& position, const JpegBand& band, const HuffmanTable& codes, JpegBlockRange blocks,
                  JpegCoefficientRow& row);

}  // namespace resizer::imaging
