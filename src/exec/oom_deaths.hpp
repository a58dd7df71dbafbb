#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "util/cgroup.hpp"

namespace resizer::exec {

/// Tells workers killed by the kernel's OOM killer from those killed by somebody else. All died of SIGKILL, but the
/// kernel counts its own kills; those before this object was made are ignored.
class OomDeaths {
 public:
  /// `root` replaces / in tests.
  explicit OomDeaths(std::filesystem::path root = "/")
      : root_(std::move(root)), explained_(util::oom_kills(root_).value_or(0)) {}

  /// Call once for each worker that died of a SIGKILL not sent by this process: whether the kernel has counted one more
  /// kill than was explained before.
  bool explain_one() {
    if (util::oom_kills(root_).value_or(0) <= explained_) return false;
    ++explained_;
    return true;
  }

 private:
  std::filesystem::path root_;
  std::uint64_t explained_;
};

}  // namespace resizer::exec
