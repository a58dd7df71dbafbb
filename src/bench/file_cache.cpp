#include "resizer/bench/file_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vector>

#include "resizer/util/fd.hpp"

namespace resizer::bench {
namespace {

constexpr std::size_t kBufferBytes = 1U << 20U;

void read_once(const std::filesystem::path& path, std::vector<char>& buffer) {
  const util::Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  while (::read(file.get(), buffer.data(), buffer.size()) > 0) {
  }
}

}  // namespace

void warm_file_cache(std::span<const model::Job> jobs) {
  std::vector<char> buffer(kBufferBytes);
  for (const model::Job& job : jobs) read_once(job.input, buffer);
}

}  // namespace resizer::bench
