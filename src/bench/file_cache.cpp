#include "bench/file_cache.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "util/fd.hpp"

namespace resizer::bench {
namespace {

constexpr std::size_t kBufferBytes = 1U << 20U;

/// Empty unless it is a regular file.
struct OpenFile {
  util::Fd fd;
  struct stat status {};
};

OpenFile open_regular_file(const std::filesystem::path& path) {
  OpenFile file{.fd = util::Fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY))};
  if (!file.fd || ::fstat(file.fd.get(), &file.status) != 0 || !S_ISREG(file.status.st_mode)) return {};
  return file;
}

/// For files that a process neither owns nor may write, the kernel claims that all is cached (mm/mincore.c,
/// can_do_mincore).
bool tells_the_truth(const OpenFile& file, const std::filesystem::path& path) {
  const uid_t user = ::geteuid();
  return user == 0 || user == file.status.st_uid || ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
}

/// mincore(2) over a part of a file at a multiple of the page size.
std::optional<std::uint64_t> cached_bytes(int fd, std::uint64_t offset, std::size_t bytes) {
  static const auto page_bytes = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* const mapped = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd, static_cast<off_t>(offset));
  if (mapped == MAP_FAILED) return std::nullopt;
  std::vector<unsigned char> pages((bytes + page_bytes - 1) / page_bytes);
  const bool is_known = ::mincore(mapped, bytes, pages.data()) == 0;
  ::munmap(mapped, bytes);
  if (!is_known) return std::nullopt;
  std::uint64_t cached = 0;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    if ((pages[page] & 1U) != 0) cached += std::min(page_bytes, bytes - page * page_bytes);
  }
  return cached;
}

std::optional<std::uint64_t> cached_bytes(const OpenFile& file) {
  constexpr std::uint64_t kMappedBytes = 1U << 30U;  // at once
  const auto size = static_cast<std::uint64_t>(file.status.st_size);
  std::uint64_t sum = 0;
  for (std::uint64_t offset = 0; offset < size; offset += kMappedBytes) {
    const auto cached =
        cached_bytes(file.fd.get(), offset, static_cast<std::size_t>(std::min(kMappedBytes, size - offset)));
    if (!cached) return std::nullopt;
    sum += *cached;
  }
  return sum;
}

}  // namespace

void warm_file_cache(std::span<const model::Job> jobs, const util::SignalGuard& signals) {
  std::vector<char> buffer(kBufferBytes);
  for (const model::Job& job : jobs) {
    if (job.input_bytes > model::kMaxInputBytes) continue;
    const OpenFile file = open_regular_file(job.input);
    while (file.fd && !signals.is_waiting() && ::read(file.fd.get(), buffer.data(), buffer.size()) > 0) {
    }
  }
}

std::optional<CachedInputs> drop_file_cache(std::span<const model::Job> jobs) {
  CachedInputs inputs;
  for (const model::Job& job : jobs) {
    const OpenFile file = open_regular_file(job.input);
    if (!file.fd) continue;
    static_cast<void>(::fdatasync(file.fd.get()));  // dirty pages stay
    static_cast<void>(::posix_fadvise(file.fd.get(), 0, 0, POSIX_FADV_DONTNEED));
    const auto cached = tells_the_truth(file, job.input) ? cached_bytes(file) : std::nullopt;
    if (!cached) continue;
    inputs.bytes += static_cast<std::uint64_t>(file.status.st_size);
    inputs.cached_bytes += *cached;
  }
  return inputs.bytes > 0 ? std::optional(inputs) : std::nullopt;
}

}  // namespace resizer::bench
