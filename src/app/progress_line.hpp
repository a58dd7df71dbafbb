#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace resizer::app {

/// How far one run is.
struct ProgressState {
  std::string mode;
  std::size_t images_done = 0;
  std::size_t images_failed = 0;  ///< Of images_done.
  std::size_t images_total = 0;
  /// Input bytes, which tell the work left better than the count: the pool begins with the largest.
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  std::chrono::nanoseconds elapsed{};
};

/// One line of at most `columns` character cells: bar, count, images/s, time left. What does not fit is left out,
/// from the right.
std::string progress_line(const ProgressState& state, std::size_t columns, bool unicode);

}  // namespace resizer::app
