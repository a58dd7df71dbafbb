#pragma once

#include <string_view>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Metadata in a PNG text, as written by ImageMagick: the keyword "Raw profile type KIND", then lines with KIND, the
/// number of bytes, and the bytes in hexadecimal. Adds EXIF, XMP and IPTC that `metadata` does not have yet. False for
/// any other or malformed text.
bool take_raw_profile(std::string_view keyword, std::string_view text, Metadata& metadata);

/// Whether a text with this keyword may be a raw profile.
bool is_raw_profile(std::string_view keyword) noexcept;

}  // namespace resizer::imaging
