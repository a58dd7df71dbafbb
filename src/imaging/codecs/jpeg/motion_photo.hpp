#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Whether a file ends as Samsung's motion photos do: in a list of what is behind the picture, a video among it.
bool has_samsung_video(ByteView file) noexcept;

}  // namespace resizer::imaging
