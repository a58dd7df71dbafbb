#include "exec/memory_group.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

/// The rest of the line of /proc/self/cgroup that starts with `prefix` after its number.
std::optional<std::string> own_group(std::string_view prefix) {
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    const std::string_view rest = std::string_view(line).substr(line.find(':') + 1);
    if (rest.starts_with(prefix)) return std::string(rest.substr(prefix.size()));
  }
  return std::nullopt;
}

bool write(const fs::path& file, const std::string& text) {
  std::ofstream stream(file);
  stream << text << std::flush;
  return stream.good();
}

/// This process's group where the memory controller is: of v1 under a folder of its own, of v2 at the top.
fs::path own_folder(bool v2) {
  const auto group = own_group(v2 ? ":/" : "memory:/");
  return group ? fs::path(v2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory") / *group : fs::path();
}

}  // namespace

std::unique_ptr<MemoryGroup> MemoryGroup::make(std::uint64_t bytes) {
  for (const bool v2 : {true, false}) {
    const fs::path own = own_folder(v2);
    std::error_code error;
    if (own.empty() || !fs::exists(own / (v2 ? "cgroup.controllers" : "memory.limit_in_bytes"), error)) continue;
    std::unique_ptr<MemoryGroup> group(new MemoryGroup(own / ("resizer-test-" + std::to_string(::getpid()))));
    if (!fs::create_directory(group->folder_, error)) continue;
    if (write(group->folder_ / (v2 ? "memory.max" : "memory.limit_in_bytes"), std::to_string(bytes))) return group;
  }
  return nullptr;
}

MemoryGroup::~MemoryGroup() {
  ::rmdir(folder_.c_str());
}

void MemoryGroup::enter() const {
  if (!write(folder_ / "cgroup.procs", std::to_string(::getpid()))) std::abort();
}

}  // namespace resizer::exec
