#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "resizer/model/job.hpp"

/// Outputs are written under temporary names beside their final place and then renamed.
namespace resizer::exec {

/// `.rsz-PARENT-INDEX.tmp` in the first output's folder, and `.rsz-PARENT-INDEX-K.tmp` in that of each further one.
/// `parent` is the process id of the workers' parent.
std::vector<std::filesystem::path> temp_paths(const model::Job& job, std::size_t job_index, pid_t parent);

/// The parent that a temporary file's name speaks of; nothing for any other name.
std::optional<pid_t> parent_in_temp_name(std::string_view file_name) noexcept;

/// Removes from `folder` what runs that were killed have left: the temporary files of parents that live no more, and of
/// this process itself, which calls it before its run. What cannot be removed is left alone.
void remove_stale_temps(const std::filesystem::path& folder) noexcept;

/// Removes those of `temps` that exist.
void remove_temps(std::span<const std::filesystem::path> temps) noexcept;

/// Renames each of `temps` to the output beside it. If one cannot be renamed, those before it are taken back as far as
/// they can be: an output that replaced a file stays, for the former file is gone. Throws util::Error that names the
/// output.
void publish(std::span<const std::filesystem::path> temps, std::span<const std::filesystem::path> outputs);

/// The same after a worker died somewhere in publish(): a temporary file that is gone was renamed already, and
/// stays so.
void finish_publishing(std::span<const std::filesystem::path> temps, std::span<const std::filesystem::path> outputs);

}  // namespace resizer::exec
