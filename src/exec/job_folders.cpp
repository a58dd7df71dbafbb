#include "exec/job_folders.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

/// Collects the folders of files, each once, in order of appearance.
class Folders {
 public:
  void add_folder_of(const fs::path& file) {
    fs::path folder = folder_of(file);
    if (seen_.insert(folder.native()).second) folders_.push_back(std::move(folder));
  }
  std::vector<fs::path> take() { return std::move(folders_); }

 private:
  std::unordered_set<std::string> seen_;
  std::vector<fs::path> folders_;
};

std::ptrdiff_t depth(const fs::path& path) {
  return std::distance(path.begin(), path.end());
}

/// `path` or its ancestor at depth `limit`.
fs::path cut(fs::path path, std::ptrdiff_t limit) {
  while (depth(path) > limit) path = path.parent_path();
  return path;
}

}  // namespace

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

std::vector<fs::path> input_folders(std::span<const model::Job> jobs) {
  Folders folders;
  for (const model::Job& job : jobs) folders.add_folder_of(job.input);
  return folders.take();
}

std::vector<fs::path> output_folders(std::span<const model::Job> jobs) {
  Folders folders;
  for (const model::Job& job : jobs) {
    for (const fs::path& output : job.outputs) folders.add_folder_of(output);
  }
  return folders.take();
}

std::vector<fs::path> covering_folders(std::vector<fs::path> folders, std::size_t most) {
  if (folders.size() <= most) return folders;
  std::set<fs::path> covering;
  std::ptrdiff_t deepest = 0;
  for (const fs::path& folder : folders) {
    std::error_code vanished;
    const fs::path absolute = fs::canonical(folder, vanished);
    if (vanished) continue;
    deepest = std::max(deepest, depth(absolute));
    covering.insert(absolute);
  }
  while (covering.size() > most) {
    --deepest;
    std::set<fs::path> cut_folders;
    for (const fs::path& folder : covering) cut_folders.insert(cut(folder, deepest));
    covering = std::move(cut_folders);
  }
  return {covering.begin(), covering.end()};
}

}  // namespace resizer::exec
