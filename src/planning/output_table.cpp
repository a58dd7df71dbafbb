#include "planning/output_table.hpp"

#include <algorithm>
#include <string>

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

/// The path below the existing folder.
fs::path rest_of(const fs::path& path, const FolderPlace& place) {
  return place.missing / path.filename();
}

}  // namespace

bool is_same_entry(const fs::path& a, const fs::path& b, FolderPlaces& places, const SameName& same_name) {
  const FolderPlace& place_a = places.of_file(a);
  const FolderPlace& place_b = places.of_file(b);
  if (place_a.id != place_b.id) return false;
  const fs::path rest_a = rest_of(a, place_a);
  const fs::path rest_b = rest_of(b, place_b);
  return std::equal(
      rest_a.begin(), rest_a.end(), rest_b.begin(), rest_b.end(), [&](const fs::path& name_a, const fs::path& name_b) {
        if (name_a == name_b) return true;
        return folded(name_a.native()) == folded(name_b.native()) && same_name(place_a.existing, name_a, name_b);
      });
}

std::size_t OutputTable::hash_of(const fs::path& output) {
  const FolderPlace& place = places_.of_file(output);
  std::string key = std::to_string(place.id.device) + ':' + std::to_string(place.id.inode);
  for (const fs::path& part : rest_of(output, place)) key += '/' + folded(part.native());
  return std::hash<std::string>()(key);
}

const Claim* OutputTable::owner(const fs::path& output) {
  const auto [begin, end] = claims_.equal_range(hash_of(output));
  const auto found = std::find_if(
      begin, end, [&](const auto& entry) { return is_same_entry(*entry.second.output, output, places_, same_name_); });
  return found == end ? nullptr : &found->second;
}

void OutputTable::enter(const Claim& claim) {
  claims_.emplace(hash_of(*claim.output), claim);
}

}  // namespace resizer::planning
