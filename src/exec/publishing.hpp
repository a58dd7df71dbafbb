#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "model/job.hpp"
#include "model/job_report.hpp"

/// How the parent puts finished files in their place.
namespace resizer::exec {

/// Whether outputs get the modification time of their input.
enum class Dates : bool { of_work, of_input };

/// Checks that all `temps` are regular files of the sizes in `report`, and renames each to its output of `job`. If one
/// cannot be renamed, the new outputs before it are removed again; those that replaced a file stay. Throws util::Error.
void publish(std::span<const std::filesystem::path> temps, const model::Job& job, const model::JobReport& report,
             Dates dates);

/// Removes whichever of `temps` exist.
void remove_temps(std::span<const std::filesystem::path> temps) noexcept;

}  // namespace resizer::exec
