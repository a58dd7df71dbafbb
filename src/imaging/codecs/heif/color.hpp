#pragma once

#include "imaging/codecs/heif/image_item.hpp"

namespace resizer::imaging {

/// How the planes of an image are to be read: family, matrix and range. Throws util::Error(unsupported_format) for
/// what cannot be converted.
PixelFormat pixel_format_of(const ImageItem& image);

/// The code points as a profile, or as they are where no profile can say the same; nothing for sRGB. A warning where
/// they are unknown.
void describe_color(const CodedColor& color, ImageInfo& info);

}  // namespace resizer::imaging
