#include "resizer/planning/discovery.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "planning/file_status.hpp"
#include "resizer/model/file_extension.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;

bool has_image_name(const fs::path& path) {
  return model::format_of_extension(path.extension().native()).has_value();
}

std::string reason_for(int error_number, bool is_link) {
  if (is_link && error_number == ENOENT) return "the symbolic link leads nowhere";
  return std::generic_category().message(error_number);
}

/// `path` itself, or where it leads when it is a link. A link that changes meanwhile is left for the worker to refuse.
fs::path without_link(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  fs::path target = fs::canonical(path, error);
  return error ? path : target;
}

/// Searches one folder named by the user.
class FolderSearch {
 public:
  FolderSearch(fs::path root, const model::PathOptions& options, Discovery& found)
      : root_(std::move(root)), recursive_(options.recursive), found_(found) {
    int ignored = 0;
    if (const auto output = file_status(options.output_dir, ignored)) output_folder_ = output->id;
  }

  void run() {
    const auto first = static_cast<std::ptrdiff_t>(found_.files.size());
    std::error_code error;
    const fs::directory_iterator entries(root_, error);
    if (error) throw util::system_error("--in " + util::printable(root_.native()), error.value());
    search(entries, {});
    std::sort(found_.files.begin() + first, found_.files.end(),
              [](const FoundFile& a, const FoundFile& b) { return a.relative.native() < b.relative.native(); });
  }

 private:
  void search(fs::directory_iterator entries, const fs::path& relative_folder) {
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

  void visit(const fs::directory_entry& entry, const fs::path& relative) {
    std::error_code error;
    const bool is_link = entry.is_symlink(error);
    if (!is_link && entry.is_directory(error)) {
      if (recursive_) visit_folder(entry.path(), relative);
    } else if (has_image_name(relative)) {
      visit_file(entry.path(), relative, is_link);
    }
  }

  void visit_folder(const fs::path& path, const fs::path& relative) {
    int ignored = 0;
    const auto status = file_status(path, ignored);
    if (status && status->id == output_folder_) return;
    std::error_code error;
    fs::directory_iterator entries(path, error);
    if (error) {
      found_.unusable.push_back({path, error.message()});
    } else {
      search(std::move(entries), relative);
    }
  }

  void visit_file(const fs::path& path, const fs::path& relative, bool is_link) {
    int error_number = 0;
    const auto status = file_status(path, error_number);
    if (!status) {
      found_.unusable.push_back({path, reason_for(error_number, is_link)});
    } else if (status->kind == FileKind::regular) {
      found_.files.push_back(
          {.path = without_link(path), .relative = relative, .id = status->id, .bytes = status->bytes});
    } else if (status->kind == FileKind::other) {
      found_.unusable.push_back({path, "not a regular file"});
    }
  }

  fs::path root_;
  bool recursive_;
  std::optional<FileId> output_folder_;
  Discovery& found_;
};

}  // namespace

Discovery discover(const model::PathOptions& options) {
  Discovery found;
  for (const fs::path& input : options.inputs) {
    const std::string named = "--in " + util::printable(input.native());
    int error_number = 0;
    const auto status = file_status(input, error_number);
    if (!status) throw util::system_error(named, error_number);
    switch (status->kind) {
      case FileKind::folder:
        FolderSearch(input, options, found).run();
        break;
      case FileKind::regular:
        found.files.push_back(
            {.path = without_link(input), .relative = input.filename(), .id = status->id, .bytes = status->bytes});
        break;
      case FileKind::other:
        throw util::Error(util::ErrorCode::not_a_file, named + ": neither a regular file nor a folder");
    }
  }
  std::ranges::sort(found.unusable, {}, [](const model::Unusable& entry) { return entry.path.native(); });
  return found;
}

}  // namespace resizer::planning
