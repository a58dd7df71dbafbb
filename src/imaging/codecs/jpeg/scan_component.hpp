#pragma once

#include <array>
#include <optional>

#include "imaging/codecs/jpeg/ac_codes.hpp"
#include "imaging/codecs/jpeg/reconstruction.hpp"

namespace resizer::imaging {

/// A component of a scan that is decoded to `size` x `size` samples a block.
struct JpegScanComponent {
  JpegReconstruction samples;
  const HuffmanTable* dc = nullptr;
  const JpegAcCodes* ac = nullptr;
  std::size_t blocks_across = 1;  ///< In an MCU.
  std::size_t blocks_down = 1;
  unsigned last_coefficient = 0;  ///< The last that the samples are made of, in zigzag order.
  int predictor = 0;
};

/// The Huffman codes that a file defines, prepared when a component first asks for them.
class JpegScanTables {
 public:
  /// Nothing if the component's tables are missing or none. It refers to tables in here.
  std::optional<JpegScanComponent> component(const jpeg_decompress_struct& codec, const jpeg_component_info& info,
                                             unsigned size);

 private:
  std::array<std::optional<HuffmanTable>, NUM_HUFF_TBLS> dc_;
  std::array<std::optional<JpegAcCodes>, NUM_HUFF_TBLS> ac_;
};

}  // namespace resizer::imaging
