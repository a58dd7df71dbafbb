#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace resizer::util {

/// How much memory this process may use, in bytes, and what limits it.
struct MemoryAllowance {
  std::uint64_t physical_bytes = 0;
  /// The limit of the control groups; none if there is none.
  std::optional<std::uint64_t> cgroup_bytes;

  /// The smaller of both.
  std::uint64_t bytes() const noexcept;
};

/// The allowance of the calling process.
MemoryAllowance memory_allowance();

/// The strictest memory limit of the calling process's control group and its ancestors: memory.max of cgroup v2,
/// memory.limit_in_bytes of v1 (Linux, Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst). `root` stands
/// in for / in tests.
std::optional<std::uint64_t> cgroup_memory_limit(const std::filesystem::path& root = "/");

}  // namespace resizer::util
