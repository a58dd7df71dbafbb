#include "util/private_folder.hpp"

#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <ctime>
#include <exception>
#include <string_view>
#include <vector>

#include "util/clock.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = ".rsz-";
constexpr std::size_t kDigits = 16;
constexpr const char* kLockName = "lock";

/// Need only be unique, which creating the folder proves.
std::uint64_t random_number() noexcept {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, GRND_NONBLOCK) == static_cast<ssize_t>(sizeof number)) return number;
  const auto now = static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
  return now << 20U ^ static_cast<std::uint64_t>(::getpid());
}

std::string random_name() {
  std::array<char, kDigits> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), random_number(), 16);
  const auto length = static_cast<std::size_t>(end - digits.data());
  return std::string(kPrefix) + std::string(kDigits - length, '0') + std::string(digits.data(), length);
}

bool is_our_name(std::string_view name) noexcept {
  return name.size() == kPrefix.size() + kDigits && name.starts_with(kPrefix) &&
         name.find_first_not_of("0123456789abcdef", kPrefix.size()) == std::string_view::npos;
}

fs::path make_folder(const fs::path& place) {
  for (;;) {
    fs::path path = place / random_name();
    if (::mkdir(path.c_str(), S_IRWXU) == 0) return path;
    if (errno != EEXIST) {
      throw system_error("cannot make a folder in " + printable(place.native()), errno, ErrorCode::write_failed);
    }
  }
}

/// Other users may have created anything with such a name.
bool is_own_folder(const fs::path& folder) {
  struct stat status {};
  return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

bool is_older_than_a_day(const fs::path& folder) {
  constexpr std::time_t kDay = std::time_t{24} * 60 * 60;
  struct stat status {};
  return ::lstat(folder.c_str(), &status) == 0 && status.st_mtime < std::time(nullptr) - kDay;
}

bool has_lock(const fs::path& folder) {
  struct stat status {};
  return ::lstat((folder / kLockName).c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

/// All but the lock: if this process is killed in here, the next one still recognizes the rest as stale.
void remove_contents(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->path().filename() != kLockName) fs::remove_all(entry->path(), ignored);
  }
}

/// Without a lock it may belong to anybody, and is removed only if empty. An owner about to lock it creates another.
void remove_if_stale(const fs::path& folder) {
  if (!is_own_folder(folder)) return;
  if (!has_lock(folder)) {
    ::rmdir(folder.c_str());
    return;
  }
  Ownership ownership = inspect_lock(folder / kLockName);
  if (ownership.owner == Owner::alive) return;
  if (ownership.owner == Owner::unknown && !is_older_than_a_day(folder)) return;
  remove_contents(folder);
  ::unlink((folder / kLockName).c_str());
  ownership.claim = Fd();
  ::rmdir(folder.c_str());
}

/// Locks a new folder, or removes it if that fails.
std::optional<LifeLock> lock_folder(const fs::path& folder) {
  try {
    return LifeLock::make(folder / kLockName);
  } catch (...) {
    ::rmdir(folder.c_str());
    throw;
  }
}

}  // namespace

PrivateFolder::PrivateFolder(const fs::path& place) {
  remove_stale_folders(place);
  while (!lock_) {
    path_ = make_folder(place);
    lock_ = lock_folder(path_);
  }
}

PrivateFolder::PrivateFolder(const fs::path& place, const PrivateFolder& sibling) {
  remove_stale_folders(place);
  path_ = make_folder(place);
  while (::link((sibling / kLockName).c_str(), (path_ / kLockName).c_str()) != 0) {
    lock_ = lock_folder(path_);
    if (lock_) return;
    path_ = make_folder(place);
  }
}

PrivateFolder::~PrivateFolder() {
  remove_contents(path_);
  lock_.reset();  // first: FUSE and NFS keep a removed file under a hidden name in its folder as long as it is open
  ::unlink((path_ / kLockName).c_str());
  ::rmdir(path_.c_str());
}

void remove_stale_folders(const fs::path& place) noexcept try {
  std::vector<fs::path> folders;
  std::error_code error;
  for (fs::directory_iterator entry(place, error), end; !error && entry != end; entry.increment(error)) {
    if (is_our_name(entry->path().filename().native())) folders.push_back(entry->path());
  }
  for (const fs::path& folder : folders) remove_if_stale(folder);
} catch (const std::exception&) {
  return;  // out of memory, at worst: the next process cleans up
}

}  // namespace resizer::util
