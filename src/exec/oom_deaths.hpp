#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "util/oom_kills.hpp"

namespace resizer::exec {

/// Tells workers that the kernel killed for lack of memory from those that somebody killed: all died of SIGKILL, but
/// of the former the kernel keeps count. What it counted before this was made does not matter.
class OomDeaths {
 public:
  /// `root` stands in for / in tests.
  explicit OomDeaths(std::filesystem::path root = "/")
      : root_(std::move(root)), explained_(util::oom_kills(root_).value_or(0)) {}

  /// To be asked once about each worker that died of a SIGKILL which this process has not sent: whether the kernel has
  /// counted one more than those that were explained by it before.
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
