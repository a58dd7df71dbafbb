#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/job.hpp"
#include "rerun/file_state.hpp"

namespace resizer::rerun {

/// The input of a job as it was before the run.
struct Source {
  std::optional<FileState> state;     ///< None if it is gone.
  std::optional<std::uint64_t> hash;  ///< Of its bytes; none if they were not read.
};

enum class Hashed : std::uint8_t { no, yes };

/// The input of each job. Waits until none of them is too new to tell a later change by its date: at most
/// kLongestTimeStep.
std::vector<Source> look_at_sources(const std::vector<model::Job>& jobs, Hashed hashed);

/// The path of an output below the output folder.
std::string below(const std::filesystem::path& output_folder, const std::filesystem::path& output);

}  // namespace resizer::rerun
