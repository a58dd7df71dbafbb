#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <unordered_map>

#include "planning/folder_places.hpp"
#include "planning/name_folding.hpp"

namespace resizer::planning {

/// Whose an output is.
struct Claim {
  const FoundFile* file = nullptr;
  std::size_t index = 0;  ///< Among the outputs of the file.
  const std::filesystem::path* output = nullptr;
};

/// All outputs by their identity on disk, whatever their paths look like.
class OutputTable {
 public:
  explicit OutputTable(const SameName& same_name) : same_name_(same_name), places_(same_name) {}

  /// The existing claim on this output; null if there is none.
  const Claim* owner(const std::filesystem::path& output);
  /// Adds a claim, whose output path must outlive the table.
  void enter(const Claim& claim);

  FolderPlaces& places() { return places_; }

 private:
  std::size_t hash_of(const std::filesystem::path& output);

  SameName same_name_;
  FolderPlaces places_;
  std::unordered_multimap<std::size_t, Claim> claims_;  ///< By the hash of the folded path.
};

/// Whether two paths are the same entry of a folder, which need not exist yet. Calls `same_name` only for different
/// names that some file system may treat as one.
bool is_same_entry(const std::filesystem::path& a, const std::filesystem::path& b, FolderPlaces& places,
                   const SameName& same_name);

}  // namespace resizer::planning
