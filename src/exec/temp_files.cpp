#include "exec/temp_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <new>
#include <string>

#include "resizer/util/error.hpp"
#include "resizer/util/left_behind.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = ".rsz-";
constexpr std::string_view kSuffix = ".tmp";

bool is_digits_and_dashes(std::string_view text) noexcept {
  return text.find_first_not_of("0123456789-") == std::string_view::npos;
}

bool is_there(const fs::path& path) noexcept {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

/// What the first of several outputs may have become already.
enum class Earlier { temporary, perhaps_renamed };

void rename_all(std::span<const fs::path> temps, std::span<const fs::path> outputs, Earlier earlier) {
  std::vector<std::size_t> made_anew;
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const bool is_last = k + 1 == outputs.size();
    const bool is_new = !is_last && !is_there(outputs[k]);
    if (::rename(temps[k].c_str(), outputs[k].c_str()) == 0) {
      if (is_new) made_anew.push_back(k);
      continue;
    }
    const int error = errno;
    if (earlier == Earlier::perhaps_renamed && error == ENOENT && is_there(outputs[k])) continue;
    for (const std::size_t made : made_anew) ::unlink(outputs[made].c_str());
    throw util::system_error("cannot put " + outputs[k].string() + " in its place", error,
                             util::ErrorCode::write_failed);
  }
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
  if (!file_name.ends_with(kSuffix)) return std::nullopt;
  file_name.remove_suffix(kSuffix.size());
  const std::optional<util::MakerInName> parent = util::maker_in_name(file_name, kPrefix);
  if (!parent) return std::nullopt;
  const std::string_view numbers = parent->rest;
  const bool well_formed =
      numbers.size() >= 2 && numbers.front() == '-' && numbers.back() != '-' && is_digits_and_dashes(numbers);
  return well_formed ? std::optional(parent->pid) : std::nullopt;
}

void remove_stale_temps(const fs::path& folder) noexcept try {
  remove_temps(util::left_behind_in(folder, parent_in_temp_name, util::OwnId::left_behind));
} catch (const std::bad_alloc&) {
  return;
}

void remove_temps(std::span<const fs::path> temps) noexcept {
  for (const fs::path& temp : temps) ::unlink(temp.c_str());
}

void publish(std::span<const fs::path> temps, std::span<const fs::path> outputs) {
  rename_all(temps, outputs, Earlier::temporary);
}

void finish_publishing(std::span<const fs::path> temps, std::span<const fs::path> outputs) {
  rename_all(temps, outputs, Earlier::perhaps_renamed);
}

}  // namespace resizer::exec
