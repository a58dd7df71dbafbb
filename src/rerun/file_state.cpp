#include "rerun/file_state.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "util/fd.hpp"
#include "util/hash.hpp"

namespace resizer::rerun {

std::optional<FileState> file_state(const std::filesystem::path& path) noexcept {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileState{
      .bytes = static_cast<std::uint64_t>(status.st_size),
      .modified = std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec)};
}

bool is_too_new(const FileState& state, std::chrono::nanoseconds now) noexcept {
  // FAT counts in steps of 2 s, others in ticks of the kernel's clock, 10 ms at most.
  constexpr std::chrono::milliseconds kTicks{20};
  const bool counts_seconds = state.modified % std::chrono::seconds(1) == std::chrono::nanoseconds(0);
  const std::chrono::nanoseconds step = counts_seconds ? kLongestTimeStep : kTicks;
  return state.modified <= now && now - state.modified < step;
}

std::optional<std::uint64_t> content_hash(const std::filesystem::path& path) {
  constexpr std::size_t kBlockBytes = 1U << 18U;
  const util::Fd file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC));
  if (!file) return std::nullopt;
  util::Hash hash;
  std::vector<char> block(kBlockBytes);
  for (;;) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) return hash.value();
    hash.add({block.data(), static_cast<std::size_t>(got)});
  }
}

}  // namespace resizer::rerun
