#pragma once

#include <optional>
#include <string_view>

#include "model/options.hpp"

namespace resizer::model {

/// The format that a file name extension stands for, with or without its dot, in any mix of upper and lower case:
/// jpg jpeg jpe png webp tif tiff avif heic heif. The extension says where to look, never what a file holds.
std::optional<Format> format_of_extension(std::string_view extension) noexcept;

/// The extension that new files of a format get, with its dot: .jpg .png .webp .tif .avif .heic.
std::string_view extension_of(Format format) noexcept;

}  // namespace resizer::model
