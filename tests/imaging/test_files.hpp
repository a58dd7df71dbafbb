#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace resizer::imaging::test {

/// The folder of files that are shared between projects and not part of this one. May be missing.
inline std::filesystem::path shared_dir() {
  return RESIZER_SHARED_DIR;
}

inline std::optional<std::vector<std::uint8_t>> file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(file), {});
}

inline std::optional<std::vector<std::uint8_t>> shared_file(const std::string& name) {
  return file_bytes(shared_dir() / name);
}

}  // namespace resizer::imaging::test
