#pragma once

#include <cstdint>
#include <filesystem>
#include <tuple>
#include <vector>

#include "resizer/model/job.hpp"
#include "resizer/model/options.hpp"

namespace resizer::planning {

/// What makes a file the same file under all its names (stat(2): st_dev, st_ino).
struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileId&, const FileId&) = default;
  friend bool operator<(const FileId& a, const FileId& b) {
    return std::tie(a.device, a.inode) < std::tie(b.device, b.inode);
  }
};

/// One regular file to work on.
struct FoundFile {
  /// Where to open it. Never a symbolic link itself: links are resolved while listing.
  std::filesystem::path path;
  /// Its place below the output folder: relative to the folder that was searched, or the bare name of a file that was
  /// named. A link keeps its own name here.
  std::filesystem::path relative;
  FileId id;
  std::uintmax_t bytes = 0;
};

struct Discovery {
  std::vector<FoundFile> files;
  std::vector<model::Unusable> unusable;
};

/// Lists the inputs: every file that is named, whatever its name, and in folders (with `recursive` in their subfolders
/// too) the files whose extension stands for an image format. The order is that of options.inputs, and by the bytes of
/// the relative path within each folder. A subfolder that is the output folder is not searched, nor are links to
/// folders found on the way.
/// Throws util::Error: not_found, permission or not_a_file for a bad path among options.inputs, naming it.
Discovery discover(const model::PathOptions& options);

}  // namespace resizer::planning
