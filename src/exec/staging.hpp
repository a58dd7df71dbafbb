#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/job.hpp"
#include "util/error.hpp"
#include "util/private_folder.hpp"

namespace resizer::exec {

/// Where the workers of a run write: a private folder in each output folder, so that files can be renamed into place
/// and inherit what that folder gives its files. The parent creates it, and removes it at the end.
class Staging {
 public:
  /// Also removes what dead runs left in the output folders.
  explicit Staging(std::span<const model::Job> jobs);

  /// A path for each output of the job: `INDEX-K` in the staging folder beside it. Throws util::Error if that folder
  /// could not be created.
  std::vector<std::filesystem::path> temp_paths(const model::Job& job, std::size_t job_index) const;
  /// The staging folders that could be created.
  std::vector<std::filesystem::path> folders() const;

 private:
  struct Entry {
    std::unique_ptr<util::PrivateFolder> folder;
    std::unique_ptr<util::Error> failure;  ///< Why there is no folder.
  };
  std::unordered_map<std::string, Entry> entries_;  ///< By output folder.
};

}  // namespace resizer::exec
