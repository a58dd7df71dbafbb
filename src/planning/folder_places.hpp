#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <utility>

#include "planning/discovery.hpp"
#include "planning/name_folding.hpp"

namespace resizer::planning {

/// A folder by what it is on disk, whether it exists yet or not: the nearest folder above it that does, and what is
/// missing below. Two folders are the same when id and missing part are.
struct FolderPlace {
  std::filesystem::path existing;
  FileId id;                      ///< Of `existing`.
  std::filesystem::path missing;  ///< Relative to `existing`; empty when nothing is missing.
  std::size_t name_max_bytes = 0;
};

/// Finds places, each once.
class FolderPlaces {
 public:
  explicit FolderPlaces(SameName same_name) : same_name_(std::move(same_name)) {}

  /// The place of the folder that `file` lies in. The reference stays valid.
  const FolderPlace& of_file(const std::filesystem::path& file);

 private:
  void give_one_id(FolderPlace& place);

  SameName same_name_;
  std::unordered_map<std::string, FolderPlace> known_;
  std::unordered_multimap<std::string, std::pair<std::filesystem::path, FileId>> by_folded_path_;
};

/// Empty when the file system can hold a file of this path and a temporary one beside it; else what is too long, as in
/// "has a name of 300 bytes, more than the 255 allowed".
std::string length_complaint(const std::filesystem::path& file, FolderPlaces& places);

}  // namespace resizer::planning
