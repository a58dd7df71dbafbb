#pragma once

#include <array>
#include <optional>

#include "imaging/codecs/jpeg/ac_codes.hpp"
#include "imaging/codecs/jpeg/reconstruction.hpp"

namespace resizer::imaging {

/// A component of a sequential scan, decoded to `size` x `size` samples per block.
struct JpegScanComponent {
  JpegReconstruction samples;
  const HuffmanTable* dc = nullptr;
  const JpegAcCodes* ac = nullptr;
  std::size_t blocks_across = 1;  ///< Per MCU.
  std::size_t blocks_down = 1;
  unsigned last_coefficient = 0;  ///< The zigzag index of the last one that the samples depend on.
  int predictor = 0;
};

/// The Huffman tables of a file, prepared on first use.
class JpegScanTables {
 public:
  /// Nothing if a table of the component is missing or invalid. The result refers to tables in this object.
  std::optional<JpegScanComponent> component(const jpeg_decompress_struct& codec, const jpeg_component_info& info,
                                             unsigned size);

 private:
  std::array<std::optional<HuffmanTable>, NUM_HUFF_TBLS> dc_;
  std::array<std::optional<JpegAcCodes>, NUM_HUFF_TBLS> ac_;
};

}  // namespace resizer::imaging
