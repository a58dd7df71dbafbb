#include "exec/output_folders.hpp"

#include <string>
#include <unordered_set>
#include <utility>

namespace resizer::exec {

namespace fs = std::filesystem;

std::vector<fs::path> output_folders(std::span<const model::Job> jobs) {
  std::unordered_set<std::string> seen;
  std::vector<fs::path> folders;
  for (const model::Job& job : jobs) {
    for (const fs::path& output : job.outputs) {
      fs::path folder = output.has_parent_path() ? output.parent_path() : fs::path(".");
      if (seen.insert(folder.native()).second) folders.push_back(std::move(folder));
    }
  }
  return folders;
}

}  // namespace resizer::exec
