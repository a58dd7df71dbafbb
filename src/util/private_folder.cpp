#include "resizer/util/private_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "resizer/util/child_process.hpp"
#include "resizer/util/error.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "resizer-";
constexpr std::string_view kRandom = "-XXXXXX";

/// The process that made the folder of this name; none for any other name.
std::optional<pid_t> maker_in(std::string_view name) noexcept {
  if (!name.starts_with(kPrefix)) return std::nullopt;
  name.remove_prefix(kPrefix.size());
  pid_t maker = 0;
  const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), maker);
  const std::string_view random(rest, static_cast<std::size_t>(name.data() + name.size() - rest));
  const bool is_ours = error == std::errc() && maker > 0 && random.size() == kRandom.size() && random.front() == '-';
  return is_ours ? std::optional(maker) : std::nullopt;
}

/// In a place that all may write to, anybody may have made anything of such a name.
bool is_own_folder(const fs::path& path) noexcept {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

void remove_stale(const fs::path& place) {
  std::error_code error;
  for (fs::directory_iterator entry(place, error), end; !error && entry != end; entry.increment(error)) {
    const std::optional<pid_t> maker = maker_in(entry->path().filename().native());
    if (!maker || is_alive(*maker) || !is_own_folder(entry->path())) continue;
    std::error_code ignored;
    fs::remove_all(entry->path(), ignored);
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
