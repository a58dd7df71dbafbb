#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <unordered_map>

#include "util/clock.hpp"
#include "util/fd.hpp"

namespace resizer::planning {

/// Notices changes in folders (inotify(7)), and which files are still being written. It says when to look, never what
/// is there: a listing does, so that no change is lost with an event.
class FolderWatch {
 public:
  /// A file is left alone until it did not change for this long.
  static constexpr std::chrono::milliseconds kSettled{200};
  /// A file that somebody holds open after writing to it is left alone for this long after the last write.
  static constexpr std::chrono::seconds kLongestPause{10};

  /// Throws util::Error(system).
  FolderWatch();

  /// Watches these folders and no others. Throws util::Error if the system allows no more watches. Folders that are
  /// gone are left out. List the files after this, so that none is missed between.
  void follow(std::span<const std::filesystem::path> folders);

  /// Readable when something changed.
  const util::Fd& fd() const noexcept { return fd_; }
  /// Takes in the changes so far. Returns whether any concerns images or folders.
  bool take_changes();

  /// How long to leave this file alone; zero if it has settled. A file that is gone has.
  std::chrono::nanoseconds time_to_settle(const std::filesystem::path& file) const;

 private:
  bool take_change(int watch, std::uint32_t what, const std::filesystem::path& name);

  util::Fd fd_;
  std::unordered_map<int, std::filesystem::path> folders_;  ///< By the number of the watch.
  /// Files written to and not closed since, with the time of the last write.
  std::unordered_map<std::string, util::Clock::time_point> open_;
};

}  // namespace resizer::planning
