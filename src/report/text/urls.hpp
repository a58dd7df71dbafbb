#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// How a file refers to another one.
namespace resizer::report {

/// For any part of a URL, byte by byte.
std::string percent_encoded(std::string_view bytes);

/// The path from a folder to a file; both may be relative to the working folder. None where that cannot be told from
/// the names, because a ".." may follow a symbolic link.
std::optional<std::filesystem::path> path_from(const std::filesystem::path& folder, const std::filesystem::path& file,
                                               const std::filesystem::path& working_folder);

}  // namespace resizer::report
