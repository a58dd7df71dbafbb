#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/time_left.hpp"

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
  LaterTime later{};  ///< Of the runs after this one.
};

/// One line of at most `columns` character cells: mode, bar, count, images/s, the time left of all runs. Where there is
/// little room the bar shrinks first; then the rate is left out, the count, failures and the mode.
std::string progress_line(const ProgressState& state, std::size_t columns, bool unicode);

}  // namespace resizer::app
