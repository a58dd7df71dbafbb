#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "model/options.hpp"
#include "planning/plan.hpp"

namespace resizer::planning {

/// What the outputs of a plan need on one file system.
struct DiskNeed {
  std::filesystem::path folder;    ///< A folder there.
  std::uint64_t needed_bytes = 0;  ///< By estimate, beyond the outputs that are replaced.
  std::uint64_t free_bytes = 0;
};

/// About how many bytes output `k` of the job will have. Images are not opened: it follows from the size asked for, the
/// format, the quality and the bytes of the input, for photos of 4:3.
std::uint64_t estimate_output_bytes(const model::Job& job, std::size_t k, const model::ResizeOptions& options);

/// One for each file system that tells its free space, in the order of the outputs.
std::vector<DiskNeed> estimate_disk_space(const Plan& plan, const model::ResizeOptions& options);

/// Throws model::SettingError(no_space) if more is needed than is free.
void check_disk_space(std::span<const DiskNeed> needs);

}  // namespace resizer::planning
