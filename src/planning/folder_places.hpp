#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <utility>

#include "planning/discovery.hpp"
#include "planning/name_folding.hpp"

namespace resizer::planning {

/// Identifies a folder on disk, existing or not, by its nearest existing ancestor and the missing path below that. Two
/// folders are the same if both are.
struct FolderPlace {
  std::filesystem::path existing;
  FileId id;                      ///< Of `existing`.
  std::filesystem::path missing;  ///< Relative to `existing`; empty if the folder exists.
  std::size_t name_max_bytes = 0;
};

/// Looks up and caches places.
class FolderPlaces {
 public:
  explicit FolderPlaces(SameName same_name) : same_name_(std::move(same_name)) {}

  /// The place of the folder of `file`. The reference stays valid.
  const FolderPlace& of_file(const std::filesystem::path& file);

 private:
  void give_one_id(FolderPlace& place);

  SameName same_name_;
  std::unordered_map<std::string, FolderPlace> known_;
  std::unordered_multimap<std::string, std::pair<std::filesystem::path, FileId>> by_folded_path_;
};

/// Empty if the file system allows a path of this length and a temporary file beside it; otherwise what is too long, as
/// in "has a name of 300 bytes, more than the 255 allowed".
std::string length_complaint(const std::filesystem::path& file, FolderPlaces& places);

}  // namespace resizer::planning
