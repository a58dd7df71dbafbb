#include "exec/temp_files.hpp"

#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <string>
#include <system_error>

#include "resizer/util/error.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = ".rsz-";
constexpr std::string_view kSuffix = ".tmp";

bool is_digits_and_dashes(std::string_view text) noexcept {
  return text.find_first_not_of("0123456789-") == std::string_view::npos;
}

bool is_alive(pid_t pid) noexcept {
  return ::kill(pid, 0) == 0 || errno != ESRCH;
}

int rename_error(const fs::path& from, const fs::path& to) noexcept {
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

[[noreturn]] void throw_rename_error(const fs::path& output, int error_number) {
  throw util::system_error("cannot put " + output.string() + " in its place", error_number,
                           util::ErrorCode::write_failed);
}

}  // namespace

std::vector<fs::path> temp_paths(const model::Job& job, std::size_t job_index, pid_t parent) {
  const std::string stem = std::string(kPrefix) + std::to_string(parent) + "-" + std::to_string(job_index);
  std::vector<fs::path> paths;
  paths.reserve(job.outputs.size());
  for (const fs::path& output : job.outputs) {
    const std::string part = paths.empty() ? "" : "-" + std::to_string(paths.size());
    paths.push_back(output.parent_path() / (stem + part + std::string(kSuffix)));
  }
  return paths;
}

std::optional<pid_t> parent_in_temp_name(std::string_view file_name) noexcept {
  if (!file_name.starts_with(kPrefix) || !file_name.ends_with(kSuffix)) return std::nullopt;
  file_name.remove_prefix(kPrefix.size());
  file_name.remove_suffix(kSuffix.size());
  pid_t parent = 0;
  const char* const end = file_name.data() + file_name.size();
  const auto [rest, error] = std::from_chars(file_name.data(), end, parent);
  const std::string_view numbers(rest, static_cast<std::size_t>(end - rest));
  const bool well_formed =
      numbers.size() >= 2 && numbers.front() == '-' && numbers.back() != '-' && is_digits_and_dashes(numbers);
  if (error != std::errc() || parent <= 0 || !well_formed) return std::nullopt;
  return parent;
}

void remove_stale_temps(const fs::path& folder) noexcept try {
  std::error_code error;
  const pid_t self = ::getpid();
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::optional<pid_t> parent = parent_in_temp_name(entry->path().filename().native());
    if (parent && (*parent == self || !is_alive(*parent))) ::unlink(entry->path().c_str());
  }
} catch (const std::bad_alloc&) {
  return;
}

void remove_temps(std::span<const fs::path> temps) noexcept {
  for (const fs::path& temp : temps) ::unlink(temp.c_str());
}

void publish(std::span<const fs::path> temps, std::span<const fs::path> outputs) {
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    if (const int error = rename_error(temps[k], outputs[k])) throw_rename_error(outputs[k], error);
  }
}

void finish_publishing(std::span<const fs::path> temps, std::span<const fs::path> outputs) {
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const int error = rename_error(temps[k], outputs[k]);
    const bool renamed_before = error == ENOENT && ::access(outputs[k].c_str(), F_OK) == 0;
    if (error != 0 && !renamed_before) throw_rename_error(outputs[k], error);
  }
}

}  // namespace resizer::exec
