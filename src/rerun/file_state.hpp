#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace resizer::rerun {

/// What tells whether a file is still the same.
struct FileState {
  std::uint64_t bytes = 0;
  std::chrono::nanoseconds modified{};  ///< Since the epoch.
  friend bool operator==(const FileState&, const FileState&) = default;
};

/// None if there is no regular file; links are not followed.
std::optional<FileState> file_state(const std::filesystem::path& path) noexcept;

/// Whether a later change could leave the file in this state: it was modified just now, and its file system counts time
/// in steps.
bool is_too_new(const FileState& state, std::chrono::nanoseconds now) noexcept;

/// After this time, no file that was too new is.
inline constexpr std::chrono::milliseconds kLongestTimeStep{2000};

/// XXH3 (64 bits) of the file's bytes; none if it cannot be read to its end.
std::optional<std::uint64_t> content_hash(const std::filesystem::path& path);

}  // namespace resizer::rerun
