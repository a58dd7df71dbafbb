#pragma once

#include <cstdint>
#include <optional>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// How RAW files are organized.
enum class RawContainer : std::uint8_t {
  tiff,  ///< Directories (TIFF 6.0), possibly with other magic bytes: DNG, CR2, NEF, ARW, PEF, SRW, ORF, RW2.
  raf,   ///< Fujifilm's list of offsets.
  cr3,   ///< Canon's boxes (ISO/IEC 14496-12).
};

/// That of a file with these first bytes; none if it is not RAW. A TIFF file is RAW by its directories.
std::optional<RawContainer> raw_container(ByteView head);

}  // namespace resizer::imaging
