#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace resizer::model {

/// How many there are of each kind.
using KindCounts = std::map<std::string, std::size_t, std::less<>>;

/// What was skipped in folders.
struct PassedOver {
  /// Images in formats that this program does not read yet, by format: "PSD", "RAW".
  KindCounts unsupported;
  /// Files and folders that belong to other programs, by name: "AppleDouble (._*)", "@eaDir".
  KindCounts system;
};

/// A file or folder that was skipped.
struct LeftOut {
  std::filesystem::path path;
  std::string reason;
};

/// An image whose output name contains the input's extension, because another image has the plain name.
struct Renamed {
  std::filesystem::path input;
  std::filesystem::path output;    ///< The first, if it has several.
  std::filesystem::path taken_by;  ///< The input that has the plain name.
};

}  // namespace resizer::model
