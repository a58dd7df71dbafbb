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

/// Where the workers of one run write: a private folder in each folder that outputs go to, so that what is complete can
/// be renamed, and inherits what the output's folder gives its files. The parent makes it, and removes it at the end.
class Staging {
 public:
  /// Removes what dead runs left in the output folders, too.
  explicit Staging(std::span<const model::Job> jobs);

  /// A path for each output of the job: `INDEX-K` in the staging folder beside it. Throws util::Error where that folder
  /// could not be made.
  std::vector<std::filesystem::path> temp_paths(const model::Job& job, std::size_t job_index) const;
  /// The staging folders, and nothing else.
  std::vector<std::filesystem::path> folders() const;

 private:
  struct Place {
    std::unique_ptr<util::PrivateFolder> folder;
    std::unique_ptr<util::Error> failure;  ///< Why there is no folder.
  };
  std::unordered_map<std::string, Place> places_;  ///< By the outputs' folder.
};

}  // namespace resizer::exec
