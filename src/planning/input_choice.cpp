#include "planning/input_choice.hpp"

#include <string>
#include <unordered_set>

#include "planning/absolute_paths.hpp"

namespace resizer::planning {

namespace fs = std::filesystem;

std::size_t keep_only(Plan& plan, std::span<const fs::path> inputs) {
  const AbsolutePaths absolute;
  std::unordered_set<std::string> chosen;
  for (const fs::path& input : inputs) chosen.insert(absolute.of(input));
  std::unordered_set<std::string> there;
  const auto is_left_out = [&](const fs::path& input) {
    std::string path = absolute.of(input);
    if (!chosen.contains(path)) return true;
    there.insert(std::move(path));
    return false;
  };
  std::erase_if(plan.jobs, [&](const model::Job& job) { return is_left_out(job.input); });
  std::erase_if(plan.skipped, [&](const model::Job& job) { return is_left_out(job.input); });
  std::erase_if(plan.unusable, [&](const model::Unusable& entry) { return is_left_out(entry.path); });
  std::erase_if(plan.renamed, [&](const model::Renamed& renamed) { return is_left_out(renamed.input); });
  return there.size();
}

}  // namespace resizer::planning
