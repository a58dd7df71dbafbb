#include "resizer/util/left_behind.hpp"

#include <unistd.h>

#include <charconv>
#include <system_error>

#include "resizer/util/child_process.hpp"

namespace resizer::util {

namespace fs = std::filesystem;

std::optional<MakerInName> maker_in_name(std::string_view name, std::string_view prefix) noexcept {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  pid_t pid = 0;
  const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
  if (error != std::errc() || pid <= 0) return std::nullopt;
  name.remove_prefix(static_cast<std::size_t>(rest - name.data()));
  return MakerInName{pid, name};
}

std::vector<fs::path> left_behind_in(const fs::path& folder, MakerOf maker_of, OwnId own) {
  std::vector<fs::path> found;
  std::error_code error;
  const pid_t self = ::getpid();
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::optional<pid_t> maker = maker_of(entry->path().filename().native());
    if (!maker) continue;
    const bool is_left = *maker == self ? own == OwnId::left_behind : !is_alive(*maker);
    if (is_left) found.push_back(entry->path());
  }
  return found;
}

}  // namespace resizer::util
