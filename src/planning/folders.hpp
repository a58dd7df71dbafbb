#pragma once

#include <filesystem>
#include <string>

/// Folders for outputs. `what` begins the error message: "output folder".
namespace resizer::planning {

/// Checks that files or missing folders can be created in the folder, or in its nearest existing ancestor. Changes
/// nothing. Throws util::Error naming the folder at fault.
void check_folder(const std::filesystem::path& folder, const std::string& what);

/// Creates the folder and its ancestors. Throws util::Error naming the folder.
void make_folder(const std::filesystem::path& folder, const std::string& what);

}  // namespace resizer::planning
