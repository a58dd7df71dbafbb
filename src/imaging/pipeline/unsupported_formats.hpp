#pragma once

#include <optional>
#include <string_view>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The name of the image format that a file is in by its first bytes, if it is one that has no codec here.
std::optional<std::string_view> unsupported_format(ByteView file) noexcept;

}  // namespace resizer::imaging
