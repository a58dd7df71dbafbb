#pragma once

#include <optional>
#include <string_view>

/// Kinds of files that are skipped by their names.
namespace resizer::planning {

/// The image format of an extension ("PSD" for .psd), if this program does not support it yet.
std::optional<std::string_view> unsupported_format(std::string_view extension) noexcept;

/// The kind of a file or folder that other programs keep among images: previews, trash, metadata. Such as "@eaDir", by
/// its name.
std::optional<std::string_view> system_kind(std::string_view name) noexcept;

}  // namespace resizer::planning
