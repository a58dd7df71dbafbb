#pragma once

#include <cstdint>
#include <filesystem>
#include <tuple>
#include <vector>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/passed_over.hpp"

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
  /// Its place below the output folder: relative to the folder that was searched, the bare name of a file that was
  /// named, or a listed path unless it is absolute or leads upwards. A link keeps its own name here.
  std::filesystem::path relative;
  FileId id;
  std::uintmax_t bytes = 0;
};

struct Discovery {
  std::vector<FoundFile> files;
  std::vector<model::Unusable> unusable;
  model::PassedOver passed_over;         ///< In the folders that were searched.
  std::size_t excluded = 0;              ///< Images there that `include` and `exclude` leave out.
  std::vector<model::LeftOut> left_out;  ///< What was found there and not taken, if it was to be listed.
};

/// Whether each file that is left out is listed: there may be millions.
enum class ListLeftOut : std::uint8_t { no, yes };

/// Lists the inputs: every file that is named or listed, whatever its name, and in folders (with `recursive` in their
/// subfolders too) the files whose extension stands for an image format, less those that `include` and `exclude` leave
/// out. What other programs keep there for themselves, such as AppleDouble files, is passed over, and so are images of
/// formats that are not supported yet; both are counted. The order is that of options.inputs, by the bytes of the
/// relative path within each folder, then that of the list. A name that no file has is taken as a pattern. A subfolder
/// that is the output folder is not searched; links to folders are with `follow` only, and never in a loop. Throws
/// util::Error: not_found, permission or not_a_file for a bad path among options.inputs, no_input for a pattern that
/// matches nothing, naming it; read_failed when the list cannot be read. A bad path in the list is unusable.
Discovery discover(const model::PathOptions& options, ListLeftOut list = ListLeftOut::no);

}  // namespace resizer::planning
