#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Whether the file has the trailer of a Samsung motion photo with a video.
bool has_samsung_video(ByteView file) noexcept;

}  // namespace resizer::imaging
