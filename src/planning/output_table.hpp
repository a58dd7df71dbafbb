#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <unordered_map>

#include "planning/folder_places.hpp"
#include "planning/name_folding.hpp"

namespace resizer::planning {

/// Which input and size an output is made of.
struct Claim {
  const FoundFile* file = nullptr;
  std::size_t size = 0;  ///< Index into ResizeOptions::sizes.
  const std::filesystem::path* output = nullptr;
};

/// All outputs by what they will be on disk, whatever their paths look like.
class OutputTable {
 public:
  explicit OutputTable(const SameName& same_name) : same_name_(same_name), places_(same_name) {}

  /// Who has this output already; null when it is free.
  const Claim* owner(const std::filesystem::path& output);
  /// Enters a claim, whose output must stay where it is as long as the table is asked.
  void enter(const Claim& claim);

  FolderPlaces& places() { return places_; }

 private:
  std::size_t hash_of(const std::filesystem::path& output);

  SameName same_name_;
  FolderPlaces places_;
  std::unordered_multimap<std::size_t, Claim> claims_;  ///< By the hash of what all spellings have in common.
};

/// Whether two paths are one and the same entry of a folder, which need not exist yet. Asks `same_name` only about
/// names that differ and some file system may take for one.
bool is_same_entry(const std::filesystem::path& a, const std::filesystem::path& b, FolderPlaces& places,
                   const SameName& same_name);

}  // namespace resizer::planning
