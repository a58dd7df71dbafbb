#include "planning/folder_search.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "model/format.hpp"
#include "model/setting.hpp"
#include "planning/file_kinds.hpp"
#include "planning/file_status.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

std::string reason_for(int error_number, bool is_link) {
  if (is_link && error_number == ENOENT) return "broken symbolic link";
  return std::generic_category().message(error_number);
}

}  // namespace

fs::path without_link(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  fs::path target = fs::canonical(path, error);
  return error ? path : target;
}

FolderSearch::FolderSearch(fs::path root, const model::PathOptions& options, ListLeftOut list, Discovery& found)
    : root_(std::move(root)),
      recursive_(options.recursive),
      follow_(options.follow),
      lists_left_out_(list == ListLeftOut::yes),
      names_(options.include, options.exclude),
      found_(found) {
  int ignored = 0;
  if (const auto output = file_status(options.output_dir, ignored)) output_folder_ = output->id;
}

void FolderSearch::run() {
  const auto first = static_cast<std::ptrdiff_t>(found_.files.size());
  std::error_code error;
  fs::directory_iterator entries(root_, error);
  if (error) {
    throw model::SettingError(util::system_error(util::printable(root_.native()), error.value()),
                              model::Setting::inputs);
  }
  int ignored = 0;
  if (const auto status = file_status(root_, ignored)) folders_above_.push_back(status->id);
  found_.folders.push_back(root_);
  search(std::move(entries), {});
  std::sort(found_.files.begin() + first, found_.files.end(),
            [](const FoundFile& a, const FoundFile& b) { return a.relative.native() < b.relative.native(); });
}

void FolderSearch::search(fs::directory_iterator entries, const fs::path& relative_folder) {
  std::error_code error;
  while (entries != fs::directory_iterator()) {
    visit(*entries, relative_folder / entries->path().filename());
    entries.increment(error);
    if (error) {
      found_.unusable.push_back({root_ / relative_folder, error.message()});
      return;
    }
  }
}

void FolderSearch::visit(const fs::directory_entry& entry, const fs::path& relative) {
  std::error_code error;
  const bool is_link = entry.is_symlink(error);
  const bool is_folder = (!is_link || follow_) && entry.is_directory(error);
  if (is_folder && !recursive_) return leave_out(relative, "a subfolder");
  if (!(is_folder ? names_.takes_folder(relative) : names_.takes_file(relative))) {
    if (!is_folder && model::format_of_extension(relative.extension().native())) ++found_.excluded;
    return leave_out(relative, "filtered out by name");
  }
  if (is_left_to_others(relative)) return;
  if (is_folder) return visit_folder(entry.path(), relative);
  const std::string extension = relative.extension().native();
  if (model::format_of_extension(extension)) return visit_file(entry.path(), relative, is_link);
  const auto format = unsupported_format(extension);
  if (format) ++found_.passed_over.unsupported[std::string(*format)];
  leave_out(relative, format ? std::string(*format) + " is not supported yet" : "not an image by its name");
}

/// Counts files of other programs.
bool FolderSearch::is_left_to_others(const fs::path& relative) {
  const auto kind = system_kind(relative.filename().native());
  if (!kind) return false;
  ++found_.passed_over.system[std::string(*kind)];
  leave_out(relative, "belongs to another program: " + std::string(*kind));
  return true;
}

void FolderSearch::leave_out(const fs::path& relative, const std::string& reason) {
  if (lists_left_out_) found_.left_out.push_back({root_ / relative, reason});
}

void FolderSearch::visit_folder(const fs::path& path, const fs::path& relative) {
  int error_number = 0;
  const auto status = file_status(path, error_number);
  if (status && (status->id == output_folder_ || std::ranges::count(folders_above_, status->id) > 0)) return;
  std::error_code error(error_number, std::generic_category());
  fs::directory_iterator entries;
  if (status) entries = fs::directory_iterator(path, error);
  if (error) {
    found_.unusable.push_back({path, error.message()});
    return;
  }
  folders_above_.push_back(status->id);
  found_.folders.push_back(path);
  search(std::move(entries), relative);
  folders_above_.pop_back();
}

void FolderSearch::visit_file(const fs::path& path, const fs::path& relative, bool is_link) {
  int error_number = 0;
  const auto status = file_status(path, error_number);
  if (!status) {
    found_.unusable.push_back({path, reason_for(error_number, is_link)});
  } else if (status->kind == FileKind::regular) {
    found_.files.push_back(
        {.path = is_link ? without_link(path) : path, .relative = relative, .id = status->id, .bytes = status->bytes});
  } else if (status->kind == FileKind::other) {
    found_.unusable.push_back({path, "not a regular file"});
  }
}

}  // namespace resizer::planning
