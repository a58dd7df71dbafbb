#include "rerun/orphans.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <string>

#include "planning/absolute_paths.hpp"
#include "planning/file_status.hpp"

namespace resizer::rerun {
namespace {

namespace fs = std::filesystem;

bool is_gone(const std::string& path) noexcept {
  struct stat status {};
  return ::lstat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

bool is_below(const std::string& path, const std::string& folder) {
  return folder == "/" || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

/// The folders given as inputs, absolute.
std::vector<std::string> searched_folders(const model::PathOptions& options) {
  const planning::AbsolutePaths absolute;
  std::vector<std::string> folders;
  for (const fs::path& input : options.inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error)) continue;
    std::string folder = absolute.of(input);
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    folders.push_back(std::move(folder));
  }
  return folders;
}

/// Whether the file is in the folder, not reached through "..", nor through a link that leads out of it.
bool is_inside(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path inner = fs::canonical(file.parent_path(), error);
  if (error) return false;
  const fs::path outer = fs::canonical(folder, error);
  return !error && (inner == outer || is_below(inner.native(), outer.native()));
}

/// The files of a plan, by their identity on disk.
std::set<planning::FileId> files_of(const planning::Plan& plan) {
  std::set<planning::FileId> files;
  const auto add = [&files](const fs::path& path) {
    int ignored = 0;
    if (const auto status = planning::file_status(path, ignored)) files.insert(status->id);
  };
  for (const std::vector<model::Job>* jobs : {&plan.jobs, &plan.skipped}) {
    for (const model::Job& job : *jobs) {
      add(job.input);
      std::ranges::for_each(job.outputs, add);
    }
  }
  return files;
}

/// Outputs as they were made, of inputs that are gone.
std::vector<fs::path> left_behind(const JournalContents& journal, const model::PathOptions& options) {
  const std::vector<std::string> folders = searched_folders(options);
  std::vector<fs::path> outputs;
  for (const Record& record : journal.records()) {
    const bool was_searched =
        std::ranges::any_of(folders, [&](const std::string& folder) { return is_below(record.source, folder); });
    if (!was_searched || !is_gone(record.source)) continue;
    for (const MadeOutput& made : record.outputs) {
      const fs::path output = options.output_dir / made.path;
      if (made.path.empty() || !is_inside(output, options.output_dir) || file_state(output) != made.state) continue;
      if (content_hash(output) == made.hash) outputs.push_back(output);
    }
  }
  std::ranges::sort(outputs);
  return outputs;
}

}  // namespace

std::vector<fs::path> find_orphans(const JournalContents& journal, const model::PathOptions& options,
                                   const planning::Plan& plan) {
  std::vector<fs::path> outputs = left_behind(journal, options);
  if (outputs.empty()) return outputs;
  const std::set<planning::FileId> used = files_of(plan);
  std::erase_if(outputs, [&used](const fs::path& output) {
    int ignored = 0;
    const auto status = planning::file_status(output, ignored);
    return !status || used.contains(status->id);
  });
  return outputs;
}

}  // namespace resizer::rerun
