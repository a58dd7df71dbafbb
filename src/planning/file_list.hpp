#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace resizer::planning {

/// The names in a list whose entries end in `separator`, optional for the last one; empty ones are skipped. Lines may
/// end in CR LF, and the list may begin with a byte order mark.
std::vector<std::filesystem::path> split_file_list(const std::string& list, char separator);

/// Reads such a list from a file, or from standard input for "-". Throws model::SettingError naming it.
std::vector<std::filesystem::path> read_file_list(const std::filesystem::path& source, char separator);

/// The path of a listed file below the output folder: a relative path keeps its folders, one that is absolute or leads
/// upwards only its file name.
std::filesystem::path listed_relative(const std::filesystem::path& listed);

}  // namespace resizer::planning
