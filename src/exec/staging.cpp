#include "exec/staging.hpp"

#include "exec/executor.hpp"
#include "exec/job_folders.hpp"

namespace resizer::exec {

namespace fs = std::filesystem;

Staging::Staging(std::span<const model::Job> jobs) {
  const util::PrivateFolder* first = nullptr;
  for (const fs::path& folder : output_folders(jobs)) {
    Place& place = places_[folder.native()];
    try {
      place.folder = first == nullptr ? std::make_unique<util::PrivateFolder>(folder)
                                      : std::make_unique<util::PrivateFolder>(folder, *first);
      if (first == nullptr) first = place.folder.get();
    } catch (const util::Error& error) {
      place.failure = std::make_unique<util::Error>(error);
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
    const Place& place = places_.at(folder_of(output).native());
    if (place.failure) throw util::Error(*place.failure);
    paths.push_back(*place.folder / (prefix + std::to_string(paths.size())));
  }
  return paths;
}

std::vector<fs::path> Staging::folders() const {
  std::vector<fs::path> all;
  for (const auto& [outputs, place] : places_) {
    if (place.folder) all.push_back(place.folder->path());
  }
  return all;
}

}  // namespace resizer::exec
