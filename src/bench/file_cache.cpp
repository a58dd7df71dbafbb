#include "bench/file_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vector>

#include "util/fd.hpp"

namespace resizer::bench {
namespace {

constexpr std::size_t kBufferBytes = 1U << 20U;

/// An empty Fd unless it is a regular file.
util::Fd open_regular_file(const std::filesystem::path& path) {
  util::Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  return file;
}

}  // namespace

void warm_file_cache(std::span<const model::Job> jobs, const util::SignalGuard& signals) {
  std::vector<char> buffer(kBufferBytes);
  for (const model::Job& job : jobs) {
    if (job.input_bytes > model::kMaxInputBytes) continue;
    const util::Fd file = open_regular_file(job.input);
    while (file && !signals.is_waiting() && ::read(file.get(), buffer.data(), buffer.size()) > 0) {
    }
  }
}

void drop_file_cache(std::span<const model::Job> jobs) {
  for (const model::Job& job : jobs) {
    const util::Fd file = open_regular_file(job.input);
    if (file) static_cast<void>(::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED));
  }
}

}  // namespace resizer::bench
