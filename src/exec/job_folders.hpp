#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

#include "model/job.hpp"

namespace resizer::exec {

/// The folder that a file lies in.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// The folders that inputs lie in, each once.
std::vector<std::filesystem::path> input_folders(std::span<const model::Job> jobs);

/// The folders that outputs go to, each once.
std::vector<std::filesystem::path> output_folders(std::span<const model::Job> jobs);

/// `folders` themselves if there are at most `most` of them; otherwise at most that many that contain them all, as
/// absolute paths without links: the deepest are replaced by their parents.
std::vector<std::filesystem::path> covering_folders(std::vector<std::filesystem::path> folders, std::size_t most);

}  // namespace resizer::exec
