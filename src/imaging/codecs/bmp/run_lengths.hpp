#pragma once

#include "imaging/core/bytes.hpp"
#include "imaging/core/size.hpp"

namespace resizer::imaging {

struct BmpRuns {
  /// From the bottom row up. What the file skips is 0.
  Bytes indexes;
  std::uint32_t whole_rows = 0;  ///< From the bottom: all of them, unless the file is cut off.
  bool overflows = false;        ///< There are pixels beyond the image, which are left out.
};

/// Decodes run lengths (RLE4 with `index_bits` of 4, RLE8 with 8).
BmpRuns decode_runs(ByteView coded, Size size, unsigned index_bits);

}  // namespace resizer::imaging
