#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "model/job.hpp"
#include "model/job_report.hpp"

/// What the parent does with the files that a worker says are complete.
namespace resizer::exec {

/// Whether outputs get the modification time of their input.
enum class Dates : bool { of_work, of_input };

/// Renames each of `temps` to the output of `job` beside it, once all of them are regular files of the sizes that
/// `report` tells. If one cannot be renamed, those before it are taken back as far as they can be: an output that
/// replaced a file stays, for the former file is gone. Throws util::Error.
void publish(std::span<const std::filesystem::path> temps, const model::Job& job, const model::JobReport& report,
             Dates dates);

/// Removes those of `temps` that exist.
void remove_temps(std::span<const std::filesystem::path> temps) noexcept;

}  // namespace resizer::exec
