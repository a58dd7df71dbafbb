#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace resizer::planning {

/// The names in a list whose entries end in `separator` (the last one need not); empty ones are left out. Lines may end
/// in CR LF, and a byte order mark may come first.
std::vector<std::filesystem::path> split_file_list(const std::string& list, char separator);

/// Reads such a list from a file, or from standard input for "-". Throws model::SettingError naming it.
std::vector<std::filesystem::path> read_file_list(const std::filesystem::path& source, char separator);

/// Where a listed file's output belongs below the output folder: a relative path keeps its folders, one that is
/// absolute or leads upwards keeps its last part only.
std::filesystem::path listed_relative(const std::filesystem::path& listed);

}  // namespace resizer::planning
