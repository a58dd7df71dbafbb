#pragma once

#include <string_view>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// Metadata in a text of PNG, as ImageMagick and its kin write it: the keyword "Raw profile type KIND", then in lines
/// KIND, a number of bytes, and these as hexadecimal digits. EXIF, XMP and IPTC are taken where `metadata` has none.
/// False for any other text, or one that does not keep to this.
bool take_raw_profile(std::string_view keyword, std::string_view text, Metadata& metadata);

/// Whether a text with this keyword might be such a one.
bool is_raw_profile(std::string_view keyword) noexcept;

}  // namespace resizer::imaging
