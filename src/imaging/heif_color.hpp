#pragma once

#include "imaging/heif_boxes.hpp"

namespace resizer::imaging {

/// How the planes of a picture with these code points are to be read: family, matrix and range.
/// Throws util::Error(unsupported_format) for what cannot be converted.
void set_coded_color(const HeifBoxes& boxes, PixelFormat& format);

/// The code points as a profile, or as they are where no profile can say the same; nothing for sRGB.
void describe_color(const CodedColor& color, Metadata& metadata);

/// The file with the code points that libheif takes for its own: it then hands over planes as they are.
Bytes with_neutral_color(ByteView file, const HeifBoxes& boxes);

}  // namespace resizer::imaging
