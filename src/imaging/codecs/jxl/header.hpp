#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// What the codestream says before any pixel.
struct JxlHeader {
  ImageInfo info;
  /// That libjxl decodes, with those that are not used.
  std::uint32_t planes = 3;
  /// Of all layers that the first frame is composed of.
  std::uint64_t layer_pixels = 0;
  /// Pixels are delivered in wide_jxl_color() and must be converted to info.metadata.icc.
  bool needs_conversion = false;
};

/// Throws util::Error (truncated, corrupt, unsupported_format).
JxlHeader read_jxl_header(ByteView file);

}  // namespace resizer::imaging
