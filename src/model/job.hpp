#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace resizer::model {

/// The most outputs a job can have. All sizes of an image are held in memory until they are encoded.
inline constexpr std::size_t kMaxOutputs = 32;

/// Larger inputs are refused.
inline constexpr std::uintmax_t kMaxInputBytes = std::uintmax_t{1} << 30U;

/// One input and its outputs. Paths are bytes as the system gave them, in any encoding.
struct Job {
  std::filesystem::path input;
  std::uintmax_t input_bytes = 0;
  /// Final paths, up to kMaxOutputs: for each requested size, one in each format. None: only its header is read.
  std::vector<std::filesystem::path> outputs;
};

/// Something that looks like an input but cannot be used.
struct Unusable {
  std::filesystem::path path;
  std::string reason;
};

}  // namespace resizer::model
