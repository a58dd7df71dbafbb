#pragma once

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// GIF (CompuServe's version 89a), which is only read. A decoder of our own: what the codes end with decides on damage,
/// and everything around them must be found without decoding.
const Codec& gif_codec() noexcept;

/// Decodes the first image to RGB, transparent around it and in its transparent color.
std::unique_ptr<Decoder> open_gif(ByteView bytes);

}  // namespace resizer::imaging
