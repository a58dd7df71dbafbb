#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace resizer::model {

/// How many there are of each kind.
using KindCounts = std::map<std::string, std::size_t, std::less<>>;

/// What folders hold that is not worked on.
struct PassedOver {
  /// Images in formats that this program does not read yet, by format: "GIF", "RAW".
  KindCounts unsupported;
  /// What other programs keep there for themselves, by name: "AppleDouble (._*)", "@eaDir".
  KindCounts system;
};

/// A file or folder that was found and is not worked on.
struct LeftOut {
  std::filesystem::path path;
  std::string reason;
};

/// An image that got the extension of its input into its output's name, because another image has the plain one.
struct Renamed {
  std::filesystem::path input;
  std::filesystem::path output;    ///< The first, where it has several.
  std::filesystem::path taken_by;  ///< The input that has the plain name.
};

}  // namespace resizer::model
