#pragma once

#include <optional>
#include <string_view>

#include "imaging/codecs/codec.hpp"

namespace resizer::imaging {

/// The image format of a file by its first bytes, if it is known but not supported.
std::optional<std::string_view> unsupported_format(ByteView file) noexcept;

}  // namespace resizer::imaging
