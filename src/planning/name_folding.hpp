#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

/// File systems that treat different spellings as one name: case-insensitive ones (vfat, exFAT, NTFS, SMB, ext4 with
/// casefold), and those that normalize Unicode (APFS, HFS+).
namespace resizer::planning {

/// Equal for all names that some file system may treat as one: full case folding and normalization form C (Unicode
/// sections 3.13 and 3.11) without default-ignorable code points, trailing dots and spaces. Whether two such names are
/// in fact one depends on the file system.
std::string folded(std::string_view name);

/// Whether the file system of an existing `folder` treats two names as one.
using SameName = std::function<bool(const std::filesystem::path& folder, const std::string& a, const std::string& b)>;

/// Tests the file system: if both names exist, by listing the folder; otherwise by creating a file with one name in a
/// temporary folder and looking for the other. Throws util::Error if nothing can be created.
SameName ask_file_system();

}  // namespace resizer::planning
