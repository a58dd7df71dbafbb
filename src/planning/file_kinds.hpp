#pragma once

#include <optional>
#include <string_view>

/// Kinds of files that are told by their names and not worked on.
namespace resizer::planning {

/// The image format that an extension stands for ("GIF" for .gif) and that this program does not read yet.
std::optional<std::string_view> unsupported_format(std::string_view extension) noexcept;

/// What other programs keep in folders of images: previews, waste bins, metadata. The kind, such as "@eaDir", by the
/// name of a file or folder.
std::optional<std::string_view> system_kind(std::string_view name) noexcept;

}  // namespace resizer::planning
