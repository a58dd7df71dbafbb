#include "planning/folder_watch.hpp"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "model/format.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using std::chrono::nanoseconds;

/// With these a file is whole, or gone.
constexpr std::uint32_t kEnds = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
constexpr std::uint32_t kAll = IN_CREATE | IN_MODIFY | kEnds | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

[[noreturn]] void throw_cannot_watch(const fs::path& folder, int error_number) {
  const std::string named = util::printable(folder.native()) + " cannot be watched";
  if (error_number == ENOSPC) {
    throw util::Error(util::ErrorCode::system,
                      named + ": the system allows no more watches (sysctl fs.inotify.max_user_watches)");
  }
  throw util::system_error(named, error_number);
}

/// How long ago anything about the file changed: a copy may have an old modification time. None if it is gone, or by
/// another clock changed in the future.
std::optional<nanoseconds> time_since_change(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  const nanoseconds changed = std::chrono::seconds(status.st_ctim.tv_sec) + nanoseconds(status.st_ctim.tv_nsec);
  const nanoseconds now = std::chrono::system_clock::now().time_since_epoch();
  return changed <= now ? std::optional(now - changed) : std::nullopt;
}

/// A new link has contents, a new file does not.
bool has_no_bytes(const fs::path& file) {
  struct stat status {};
  return ::lstat(file.c_str(), &status) == 0 && status.st_size == 0;
}

bool concerns_images(std::uint32_t what, const fs::path& name) {
  return name.empty() || (what & IN_ISDIR) != 0 || model::format_of_extension(name.extension().native());
}

}  // namespace

FolderWatch::FolderWatch() : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (!fd_) throw util::system_error("cannot watch folders", errno);
}

void FolderWatch::follow(std::span<const fs::path> folders) {
  std::unordered_map<int, fs::path> followed;
  for (const fs::path& folder : folders) {
    const int watch = ::inotify_add_watch(fd_.get(), folder.c_str(), kAll);
    if (watch >= 0) {
      followed[watch] = folder;
    } else if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) {
      throw_cannot_watch(folder, errno);
    }
  }
  for (const auto& [watch, folder] : folders_) {
    if (!followed.contains(watch)) ::inotify_rm_watch(fd_.get(), watch);
  }
  folders_ = std::move(followed);
}

bool FolderWatch::take_changes() {
  constexpr std::size_t kBufferBytes = 1U << 16U;
  alignas(inotify_event) std::array<char, kBufferBytes> buffer{};
  bool has_changes = false;
  for (;;) {
    const ssize_t got = ::read(fd_.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return has_changes;
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;
      if (take_change(event.wd, event.mask, std::string(name, ::strnlen(name, event.len)))) has_changes = true;
      at += sizeof event + event.len;
    }
  }
}

bool FolderWatch::take_change(int watch, std::uint32_t what, const fs::path& name) {
  if ((what & IN_Q_OVERFLOW) != 0) {  // Nobody knows which files were closed.
    open_.clear();
    return true;
  }
  const auto folder = folders_.find(watch);
  if (folder == folders_.end() || !concerns_images(what, name)) return false;
  const fs::path file = folder->second / name;
  if ((what & IN_IGNORED) != 0) folders_.erase(folder);
  if (name.empty() || (what & IN_ISDIR) != 0) return true;
  if ((what & IN_MODIFY) != 0 || ((what & IN_CREATE) != 0 && has_no_bytes(file))) {
    open_[file.native()] = util::Clock::now();
  }
  if ((what & kEnds) != 0) open_.erase(file.native());
  return true;
}

nanoseconds FolderWatch::time_to_settle(const fs::path& file) const {
  const auto left = [](nanoseconds wait, nanoseconds passed) { return std::max(wait - passed, nanoseconds::zero()); };
  if (const auto open = open_.find(file.native()); open != open_.end()) {
    return left(kLongestPause, util::Clock::now() - open->second);
  }
  const auto passed = time_since_change(file);
  return passed ? left(kSettled, *passed) : nanoseconds::zero();
}

}  // namespace resizer::planning
