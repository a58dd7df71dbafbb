#include "resizer/util/life_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string>
#include <string_view>

namespace resizer::util {
namespace {

/// Differs between kernels and between two starts of one; containers share it. random(4). Empty if unknown.
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

LifeLock::LifeLock(const std::filesystem::path& file) noexcept
    : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)) {
  if (!file_) return;
  // The id is written once the lock is held: until then the file proves nothing.
  const std::string id = boot_id();
  if (try_lock(file_)) static_cast<void>(::write(file_.get(), id.data(), id.size()) < 0);
}

Owner owner_of(const std::filesystem::path& lock_file) {
  const Fd file(::open(lock_file.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file) return Owner::unknown;
  if (!try_lock(file)) return errno == EWOULDBLOCK ? Owner::alive : Owner::unknown;
  std::array<char, 64> text{};
  const ssize_t length = ::read(file.get(), text.data(), text.size());
  if (length <= 0) return Owner::unknown;
  const bool is_of_this_kernel = std::string_view(text.data(), static_cast<std::size_t>(length)) == boot_id();
  return is_of_this_kernel ? Owner::dead : Owner::unknown;
}

}  // namespace resizer::util
