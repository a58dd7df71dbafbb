#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace resizer::model {

/// The most outputs one job may have (one for each requested size).
inline constexpr std::size_t kMaxOutputs = 8;

/// Larger inputs are refused unread.
inline constexpr std::uintmax_t kMaxInputBytes = std::uintmax_t{1} << 30U;

/// One input and what is to be made of it. Paths hold the bytes the system gave, in whatever encoding.
struct Job {
  std::filesystem::path input;
  std::uintmax_t input_bytes = 0;
  /// Final paths, one for each requested size; 1 to kMaxOutputs.
  std::vector<std::filesystem::path> outputs;
};

/// Something that was found and looks like an input but cannot be one.
struct Unusable {
  std::filesystem::path path;
  std::string reason;
};

}  // namespace resizer::model
