#pragma once

#include <span>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// All formats, in the order in which their magic bytes are tried.
std::span<const Codec> codecs() noexcept;

/// The codec of a format, or null if there is none.
const Codec* find_codec(model::Format format) noexcept;

/// The codec that matches the first bytes of a file, or null.
const Codec* recognize(ByteView bytes) noexcept;

}  // namespace resizer::imaging
