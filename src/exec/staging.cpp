#include "exec/staging.hpp"

#include "exec/executor.hpp"
#include "exec/job_folders.hpp"

namespace resizer::exec {

namespace fs = std::filesystem;

Staging::Staging(std::span<const model::Job> jobs) {
  const util::PrivateFolder* first = nullptr;
  for (const fs::path& folder : output_folders(jobs)) {
    Entry& entry = entries_[folder.native()];
    try {
      entry.folder = first == nullptr ? std::make_unique<util::PrivateFolder>(folder)
                                      : std::make_unique<util::PrivateFolder>(folder, *first);
      if (first == nullptr) first = entry.folder.get();
    } catch (const util::Error& error) {
      entry.failure = std::make_unique<util::Error>(error);
    }
  }
}

void clean_up_beside(std::span<const model::Job> jobs) {
  for (const fs::path& folder : output_folders(jobs)) util::remove_stale_folders(folder);
}

std::vector<fs::path> Staging::temp_paths(const model::Job& job, std::size_t job_index) const {
  const std::string prefix = std::to_string(job_index) + "-";
  std::vector<fs::path> paths;
  paths.reserve(job.outputs.size());
  for (const fs::path& output : job.outputs) {
    const Entry& entry = entries_.at(folder_of(output).native());
    if (entry.failure) throw util::Error(*entry.failure);
    paths.push_back(*entry.folder / (prefix + std::to_string(paths.size())));
  }
  return paths;
}

std::vector<fs::path> Staging::folders() const {
  std::vector<fs::path> all;
  for (const auto& [outputs, entry] : entries_) {
    if (entry.folder) all.push_back(entry.folder->path());
  }
  return all;
}

}  // namespace resizer::exec
