#pragma once

#include <filesystem>
#include <string>

/// Folders that files are to be written into. `what` begins the error's message: "output folder".
namespace resizer::planning {

/// Checks the folder if it exists, otherwise the nearest one above it that does: whether files, or the folders that are
/// missing, can be made in it. Changes nothing. Throws util::Error naming the folder at fault.
void check_folder(const std::filesystem::path& folder, const std::string& what);

/// Makes the folder and those above it. Throws util::Error naming the folder.
void make_folder(const std::filesystem::path& folder, const std::string& what);

}  // namespace resizer::planning
