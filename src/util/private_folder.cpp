#include "resizer/util/private_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "resizer/util/error.hpp"
#include "resizer/util/left_behind.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "resizer-";
constexpr std::string_view kRandom = "-XXXXXX";

std::optional<pid_t> maker_of(std::string_view name) noexcept {
  const std::optional<MakerInName> maker = maker_in_name(name, kPrefix);
  const bool is_ours = maker && maker->rest.size() == kRandom.size() && maker->rest.front() == '-';
  return is_ours ? std::optional(maker->pid) : std::nullopt;
}

/// In a place that all may write to, anybody may have made anything of such a name.
bool is_own_folder(const fs::path& path) noexcept {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

void remove_stale(const fs::path& place) {
  for (const fs::path& path : left_behind_in(place, maker_of, OwnId::in_use)) {
    std::error_code ignored;
    if (is_own_folder(path)) fs::remove_all(path, ignored);
  }
}

}  // namespace

PrivateFolder::PrivateFolder(const fs::path& place) {
  remove_stale(place);
  std::string pattern = place / (std::string(kPrefix) + std::to_string(::getpid()) + std::string(kRandom));
  if (::mkdtemp(pattern.data()) == nullptr) throw system_error("cannot make a folder in " + place.string(), errno);
  path_ = pattern;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace resizer::util
