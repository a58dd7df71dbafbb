#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "planning/discovery.hpp"
#include "planning/name_filter.hpp"

namespace resizer::planning {

/// Searches a folder for images, skipping the output folder.
class FolderSearch {
 public:
  FolderSearch(std::filesystem::path root, const model::PathOptions& options, ListLeftOut list, Discovery& found);

  /// Adds the files found, sorted by the bytes of the relative path. Throws util::Error if the folder itself cannot be
  /// read; unreadable folders below it become unusable.
  void run();

 private:
  void search(std::filesystem::directory_iterator entries, const std::filesystem::path& relative_folder);
  void visit(const std::filesystem::directory_entry& entry, const std::filesystem::path& relative);
  bool is_left_to_others(const std::filesystem::path& relative);
  void leave_out(const std::filesystem::path& relative, const std::string& reason);
  void visit_folder(const std::filesystem::path& path, const std::filesystem::path& relative);
  void visit_file(const std::filesystem::path& path, const std::filesystem::path& relative, bool is_link);

  std::filesystem::path root_;
  bool recursive_;
  bool follow_;
  bool lists_left_out_;
  NameFilter names_;
  std::optional<FileId> output_folder_;
  std::vector<FileId> folders_above_;  ///< Ancestors of the current folder: a link to one of them is a loop.
  Discovery& found_;
};

/// `path`, or its target if it is a link. If a link changes meanwhile, the worker refuses it.
std::filesystem::path without_link(const std::filesystem::path& path);

}  // namespace resizer::planning
