#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Settles by which ICC profile a picture's colors are read, whatever its format: a profile that cannot be read is
/// dropped with a warning, and where there is none, EXIF may say that the colors are those of Adobe RGB (1998).
void settle_profile(ImageInfo& info);

}  // namespace resizer::imaging
