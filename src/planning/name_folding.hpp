#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

/// File systems that take different spellings for one name: of letters in upper and lower case (vfat, exFAT, NTFS, SMB,
/// ext4 with casefold), of composed and decomposed accents (APFS, HFS+).
namespace resizer::planning {

/// Equal for all names that some file system may take for one: full case folding and normalization form C (Unicode
/// sections 3.13 and 3.11) without default-ignorable code points, trailing dots and spaces. Whether two such names are
/// one is for the file system to say.
std::string folded(std::string_view name);

/// Whether the file system of `folder`, which exists, takes two names for one.
using SameName = std::function<bool(const std::filesystem::path& folder, const std::string& a, const std::string& b)>;

/// Asks the file system: which names the folder lists where both can be found, else by making a file of the one name,
/// in a folder of its own that is gone again in the end, and looking for the other. Throws util::Error where nothing
/// can be made.
SameName ask_file_system();

}  // namespace resizer::planning
