#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Determines the ICC profile of an image, for any format: an unreadable profile is dropped with a warning, and without
/// one, EXIF may indicate Adobe RGB (1998).
void settle_profile(ImageInfo& info);

}  // namespace resizer::imaging
