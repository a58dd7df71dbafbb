#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "resizer/model/job.hpp"

namespace resizer::exec {

/// The folders that outputs go to, each once.
std::vector<std::filesystem::path> output_folders(std::span<const model::Job> jobs);

}  // namespace resizer::exec
