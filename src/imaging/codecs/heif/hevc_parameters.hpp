#pragma once

#include "imaging/codecs/heif/coded.hpp"

namespace resizer::imaging {

/// Reads a sequence parameter set (Rec. ITU-T H.265, 7.3.2.2), a NAL unit with its header. Throws util::Error(corrupt,
/// unsupported_format).
CodedHeader read_hevc_parameters(ByteView unit);

}  // namespace resizer::imaging
