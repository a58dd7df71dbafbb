#pragma once

#include "imaging/codecs/heif/image_item.hpp"

namespace resizer::imaging {

/// The pixel format of an image: family, matrix and range. Throws util::Error(unsupported_format) if it cannot be
/// converted.
PixelFormat pixel_format_of(const ImageItem& image);

/// Sets the code points as a profile, or as they are if there is no equivalent profile; nothing for sRGB. Warns if they
/// are unknown.
void describe_color(const CodedColor& color, ImageInfo& info);

}  // namespace resizer::imaging
