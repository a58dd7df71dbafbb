#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "planning/discovery.hpp"

namespace resizer::planning {

enum class FileKind : std::uint8_t { regular, folder, other };

struct FileStatus {
  FileKind kind = FileKind::other;
  FileId id;
  std::uintmax_t bytes = 0;
  std::chrono::nanoseconds modified{};  ///< Since the epoch.
};

/// stat(2), following links. None on failure, with its errno in `error_number`.
std::optional<FileStatus> file_status(const std::filesystem::path& path, int& error_number);

}  // namespace resizer::planning
