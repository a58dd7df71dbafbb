#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

/// What only pages of images need, besides the facts of a report.
namespace resizer::analysis {

/// A thumbnail for a report: the bytes of an image file, as its worker wrote it.
struct Thumbnail {
  std::string mime_type;  ///< "image/webp"
  std::string bytes;
};

/// An image before and after.
struct Preview {
  std::size_t job = 0;
  Thumbnail before;
  Thumbnail after;
};

/// Where the manifest will be.
struct ManifestPlace {
  /// None if it is not a file.
  std::optional<std::filesystem::path> folder;
  /// What the file contained before, to take over what it says of skipped images; empty if there was none.
  std::string former;
};

}  // namespace resizer::analysis
