#include "bench/context.hpp"

#include <set>
#include <utility>

#include "util/allowance.hpp"
#include "util/mount_table.hpp"

namespace resizer::bench {
namespace {

namespace fs = std::filesystem;

/// None if the file system of any path is unknown.
std::optional<std::string> file_systems(const util::MountTable& mounts, const std::vector<fs::path>& paths) {
  std::set<std::string> types;
  for (const fs::path& path : paths) {
    const std::optional<std::string> type = mounts.type_at(path);
    if (!type) return std::nullopt;
    types.insert(*type);
  }
  std::string text;
  for (const std::string& type : types) text += (text.empty() ? "" : ", ") + type;
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Context gather_context(const model::PathOptions& paths, BuildInfo build, const fs::path& root) {
  const util::MountTable mounts(root);
  return {.begun = std::chrono::system_clock::now(),
          .machine = machine::describe(util::allowed_cpus(), root),
          .input_file_system = file_systems(mounts, paths.inputs),
          .output_file_system = mounts.type_at(paths.output_dir),
          .counter_refusal = util::counter_refusal(),
          .build = std::move(build)};
}

}  // namespace resizer::bench
