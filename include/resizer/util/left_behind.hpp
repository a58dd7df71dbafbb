#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

/// Temporary files and folders carry the id of the process that makes them in their names, so that a later process can
/// tell what a killed one has left behind.
namespace resizer::util {

/// What a name PREFIX PID REST tells.
struct MakerInName {
  pid_t pid = 0;
  std::string_view rest;
};

/// Takes a name apart; nothing where it does not begin with `prefix` and a number that may be a process id. `rest`
/// points into `name`.
std::optional<MakerInName> maker_in_name(std::string_view name, std::string_view prefix) noexcept;

/// Which process has made what has this name; none for names of others.
using MakerOf = std::optional<pid_t> (*)(std::string_view name) noexcept;

/// What carries the id of the calling process: its own, or left by a former process of the same number, as in
/// containers, where the program is often process 1.
enum class OwnId { in_use, left_behind };

/// Paths of what processes that live no more have left in `folder`. Empty where the folder cannot be read.
std::vector<std::filesystem::path> left_behind_in(const std::filesystem::path& folder, MakerOf maker_of, OwnId own);

}  // namespace resizer::util
