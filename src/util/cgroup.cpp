#include "util/cgroup.hpp"

#include <fstream>
#include <string>
#include <vector>

#include "util/mount_table.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

/// A mounted cgroup hierarchy and this process's group in it.
struct Hierarchy {
  fs::path mount_point;  ///< Below the given root.
  fs::path group;        ///< The process's group, relative to mount_point.
  bool v2 = false;
};

/// Whether a comma-separated list contains `word`.
bool lists(const std::string& list, const std::string& word) {
  return ("," + list + ",").find("," + word + ",") != std::string::npos;
}

/// The process's group in the hierarchy of a v1 controller, or in the unified one. Lines are "ID:CONTROLLERS:PATH"
/// (cgroups(7)), with ID 0 and no controllers for v2.
std::optional<fs::path> own_group(const fs::path& root, const std::string& controller, bool v2) {
  std::ifstream file(root / "proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string names = line.substr(first + 1, second - first - 1);
    if (v2 ? names.empty() : lists(names, controller)) return fs::path(line.substr(second + 1));
  }
  return std::nullopt;
}

/// `group` relative to a mount that shows the hierarchy from `mount_root` down. In a container the mount may show only
/// its own group while /proc/self/cgroup gives the path on the host: then the top of the mount is used.
fs::path relative_group(const fs::path& group, const fs::path& mount_root) {
  const fs::path relative = group.lexically_relative(mount_root);
  return relative.empty() || *relative.begin() == ".." || relative == "." ? fs::path() : relative;
}

/// The mounted hierarchies in which the controller, "cpu" or "memory", may set a limit.
std::vector<Hierarchy> hierarchies(const fs::path& root, const std::string& controller) {
  std::vector<Hierarchy> found;
  const MountTable table(root);
  for (const Mount& mount : table.mounts()) {
    const bool v2 = mount.type == "cgroup2";
    if (!v2 && !(mount.type == "cgroup" && lists(mount.options, controller))) continue;
    const std::optional<fs::path> group = own_group(root, controller, v2);
    if (!group) continue;
    found.push_back({root / mount.point.relative_path(), relative_group(*group, mount.root), v2});
  }
  return found;
}

std::optional<double> read_number(const fs::path& path) {
  std::ifstream file(path);
  double number = 0;
  if (file >> number) return number;
  return std::nullopt;
}

/// The quota of one group. "max" (v2) and -1 (v1) mean none.
std::optional<double> group_quota(const fs::path& group, bool v2) {
  std::optional<double> quota_us;
  std::optional<double> period_us;
  if (v2) {
    std::ifstream file(group / "cpu.max");
    double quota = 0;
    double period = 0;
    if (file >> quota >> period) {
      quota_us = quota;
      period_us = period;
    }
  } else {
    quota_us = read_number(group / "cpu.cfs_quota_us");
    period_us = read_number(group / "cpu.cfs_period_us");
  }
  if (!quota_us || !period_us || *quota_us <= 0 || *period_us <= 0) return std::nullopt;
  return *quota_us / *period_us;
}

/// The memory limit of one group. "max" (v2) and a number close to 2^63 (v1) mean none.
std::optional<std::uint64_t> group_memory_limit(const fs::path& group, bool v2) {
  constexpr std::uint64_t kNone = std::uint64_t{1} << 62U;
  std::ifstream file(group / (v2 ? "memory.max" : "memory.limit_in_bytes"));
  std::uint64_t bytes = 0;
  if (file >> bytes && bytes > 0 && bytes < kNone) return bytes;
  return std::nullopt;
}

/// The smallest limit in these groups.
template <class Limit>
std::optional<Limit> strictest(const std::vector<GroupFolder>& groups,
                               std::optional<Limit> (*limit_of)(const fs::path& group, bool v2)) {
  std::optional<Limit> least;
  for (const GroupFolder& group : groups) {
    const std::optional<Limit> limit = limit_of(group.path, group.v2);
    if (limit && (!least || *limit < *least)) least = limit;
  }
  return least;
}

/// The value of `key` in a file of "KEY NUMBER" lines.
std::optional<std::uint64_t> read_keyed(const fs::path& path, std::string_view key) {
  std::ifstream file(path);
  std::string found;
  std::uint64_t number = 0;
  while (file >> found >> number) {
    if (found == key) return number;
  }
  return std::nullopt;
}

}  // namespace

std::vector<GroupFolder> cgroup_folders(const std::string& controller, const fs::path& root) {
  std::vector<GroupFolder> folders;
  for (const Hierarchy& hierarchy : hierarchies(root, controller)) {
    for (fs::path group = hierarchy.group;; group = group.parent_path()) {
      folders.push_back({hierarchy.mount_point / group, hierarchy.v2});
      if (group.empty()) break;
    }
  }
  return folders;
}

std::optional<double> cgroup_cpu_quota(const fs::path& root) {
  return strictest(cgroup_folders("cpu", root), group_quota);
}

std::optional<std::uint64_t> cgroup_memory_limit(const fs::path& root) {
  return strictest(cgroup_folders("memory", root), group_memory_limit);
}

std::optional<std::uint64_t> oom_kills(const fs::path& root) {
  for (const Hierarchy& hierarchy : hierarchies(root, "memory")) {
    const fs::path counts = hierarchy.v2 ? "memory.events" : "memory.oom_control";
    if (const auto kills = read_keyed(hierarchy.mount_point / hierarchy.group / counts, "oom_kill")) return kills;
  }
  return read_keyed(root / "proc/vmstat", "oom_kill");
}

}  // namespace resizer::util
