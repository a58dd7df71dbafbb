#pragma once

#include <cstdint>
#include <filesystem>
#include <tuple>
#include <vector>

#include "model/job.hpp"
#include "model/options.hpp"
#include "model/passed_over.hpp"

namespace resizer::planning {

/// Identifies a file regardless of its name (stat(2): st_dev, st_ino).
struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileId&, const FileId&) = default;
  friend bool operator<(const FileId& a, const FileId& b) {
    return std::tie(a.device, a.inode) < std::tie(b.device, b.inode);
  }
};

/// One regular file to process.
struct FoundFile {
  /// The path to open. Never a symbolic link: links are resolved during the search.
  std::filesystem::path path;
  /// Its path below the output folder: relative to the searched folder; the bare name of a file given by the user; or
  /// the path in a list, unless that is absolute or leads upwards. A link keeps its own name.
  std::filesystem::path relative;
  FileId id;
  std::uintmax_t bytes = 0;
};

struct Discovery {
  std::vector<std::filesystem::path> folders;  ///< Those searched.
  std::vector<FoundFile> files;
  std::vector<model::Unusable> unusable;
  model::PassedOver passed_over;         ///< In the searched folders.
  std::size_t excluded = 0;              ///< Images there that `include` and `exclude` filter out.
  std::vector<model::LeftOut> left_out;  ///< Skipped files there, if requested.
};

/// Whether to list each skipped file: there may be millions.
enum class ListLeftOut : std::uint8_t { no, yes };

/// Finds the inputs: every file given or listed, whatever its name, and in folders (with `recursive` in subfolders too)
/// the files with an image extension, filtered by `include` and `exclude`. Files of other programs, such as AppleDouble
/// files, and images in formats that are not supported yet are skipped and counted. The order is that of
/// options.inputs, sorted by the bytes of the relative path within each folder, then that of the list. A path that does
/// not exist is taken as a pattern. The output folder is not searched; links to folders are followed with `follow`
/// only, and never in a loop. Throws util::Error naming the path: not_found, permission or not_a_file for a bad one in
/// options.inputs, no_input for a pattern without a match, read_failed if the list cannot be read. A bad path in the
/// list is unusable.
Discovery discover(const model::PathOptions& options, ListLeftOut list = ListLeftOut::no);

}  // namespace resizer::planning
