#include "util/life_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string>
#include <string_view>

#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::util {
namespace {

/// Written instead of a boot id if nothing is locked.
constexpr std::string_view kNoProof = "not locked";

/// Identifies a boot of a kernel; containers share it. random(4). Empty if unknown.
std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id;
}

bool try_lock(const Fd& file) noexcept {
  return ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
}

}  // namespace

std::optional<LifeLock> LifeLock::make(const std::filesystem::path& file) {
  Fd made(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!made) {
    if (errno == ENOENT) return std::nullopt;
    throw system_error("cannot make a file in " + printable(file.parent_path().native()), errno,
                       ErrorCode::write_failed);
  }
  const bool is_locked = try_lock(made);
  if (!is_locked && errno == EWOULDBLOCK) return std::nullopt;
  // A process that finds the file empty and can lock it knows that its owner died before this line.
  const std::string id = is_locked ? boot_id() : std::string();
  const std::string_view text = id.empty() ? kNoProof : id;
  static_cast<void>(::write(made.get(), text.data(), text.size()) < 0);
  if (::access(file.c_str(), F_OK) != 0) return std::nullopt;
  return LifeLock(std::move(made));
}

Ownership inspect_lock(const std::filesystem::path& lock_file) {
  Fd file(::open(lock_file.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file) return {};
  if (!try_lock(file)) return {.owner = errno == EWOULDBLOCK ? Owner::alive : Owner::unknown, .claim = Fd()};
  std::array<char, 64> text{};
  const ssize_t length = ::read(file.get(), text.data(), text.size());
  if (length < 0) return {};
  const std::string_view id(text.data(), static_cast<std::size_t>(length));
  if (!id.empty() && id != boot_id()) return {};
  return {.owner = Owner::dead, .claim = std::move(file)};
}

}  // namespace resizer::util
