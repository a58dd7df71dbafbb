#pragma once

#include <span>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// All formats, in the order in which their magic bytes are tried.
std::span<const Codec> codecs() noexcept;

/// The codec of a format, or null if this build has none.
const Codec* find_codec(model::Format format) noexcept;

/// The codec whose magic bytes the file begins with, or null.
const Codec* recognize(ByteView bytes) noexcept;

/// Loads what codecs load when they are first used. To be called before a fork into processes that may load nothing.
void prepare_codecs();

}  // namespace resizer::imaging
