#include "planning/folder_places.hpp"

#include <unistd.h>

#include <algorithm>
#include <climits>

#include "planning/file_status.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

fs::path folder_above(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

FolderPlace find_place(const fs::path& folder) {
  FolderPlace place{.existing = folder, .id = {}, .missing = {}, .name_max_bytes = NAME_MAX};
  int ignored = 0;
  auto status = file_status(place.existing, ignored);
  while (!status && place.existing != folder_above(place.existing)) {
    place.missing = place.missing.empty() ? place.existing.filename() : place.existing.filename() / place.missing;
    place.existing = folder_above(place.existing);
    status = file_status(place.existing, ignored);
  }
  // A missing part is not a link, so .. can be resolved lexically.
  if (!place.missing.empty()) place.missing = place.missing.lexically_normal();
  if (place.missing == ".") place.missing.clear();
  if (status) place.id = status->id;
  const long name_max = ::pathconf(place.existing.c_str(), _PC_NAME_MAX);
  if (name_max > 0) place.name_max_bytes = static_cast<std::size_t>(name_max);
  return place;
}

std::string folded_path(const fs::path& path) {
  std::string all;
  for (const fs::path& name : path) all += '/' + folded(name.native());
  return all;
}

/// For two paths that are equal when folded.
bool is_same_path(const fs::path& a, const fs::path& b, const SameName& same_name) {
  fs::path above;
  for (auto name_a = a.begin(), name_b = b.begin(); name_a != a.end() && name_b != b.end(); ++name_a, ++name_b) {
    if (*name_a != *name_b && !same_name(above, *name_a, *name_b)) return false;
    above /= *name_a;
  }
  return true;
}

}  // namespace

/// Some file systems, mostly FUSE, derive inode numbers from the spelling of names.
void FolderPlaces::give_one_id(FolderPlace& place) {
  std::error_code error;
  const fs::path path = fs::canonical(place.existing, error);
  if (error) return;
  const std::string folded = folded_path(path);
  const auto [begin, end] = by_folded_path_.equal_range(folded);
  for (auto entry = begin; entry != end; ++entry) {
    const auto& [other, id] = entry->second;
    if (other == path) return;
    if (!is_same_path(other, path, same_name_)) continue;
    place.id = id;
    return;
  }
  by_folded_path_.emplace(folded, std::pair(path, place.id));
}

const FolderPlace& FolderPlaces::of_file(const fs::path& file) {
  const fs::path folder = folder_above(file);
  const auto known = known_.find(folder.native());
  if (known != known_.end()) return known->second;
  FolderPlace place = find_place(folder);
  give_one_id(place);
  return known_.emplace(folder.native(), std::move(place)).first->second;
}

std::string length_complaint(const fs::path& file, FolderPlaces& places) {
  constexpr std::size_t kTempNameBytes = 64;  // at most
  const auto complaint = [](const char* what, std::size_t bytes, std::size_t most) {
    return std::string("has a ") + what + " of " + std::to_string(bytes) + " bytes, more than the " +
           std::to_string(most) + " allowed";
  };
  const FolderPlace& place = places.of_file(file);
  for (const fs::path& name : place.missing / file.filename()) {
    const std::size_t bytes = name.native().size();
    if (bytes > place.name_max_bytes) return complaint("name", bytes, place.name_max_bytes);
  }
  const std::size_t folder_bytes = file.parent_path().native().size() + 1;
  const std::size_t bytes = folder_bytes + std::max(file.filename().native().size(), kTempNameBytes);
  return bytes < PATH_MAX ? "" : complaint("path", bytes, PATH_MAX - 1);
}

}  // namespace resizer::planning
