#include "app/open_files.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <string>

#include "util/error.hpp"

namespace resizer::app {

void require_open_files(unsigned workers) {
  constexpr rlim_t kBesidesWorkers = 64;
  const rlim_t needed = workers + kBesidesWorkers;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed) return;
  if (limit.rlim_max < needed) {
    throw util::Error(util::ErrorCode::usage, "--jobs " + std::to_string(workers) + " needs " + std::to_string(needed) +
                                                  " open files, and " + std::to_string(limit.rlim_max) +
                                                  " are allowed (ulimit -n)");
  }
  limit.rlim_cur = needed;
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) throw util::system_error("the limit of open files", errno);
}

}  // namespace resizer::app
