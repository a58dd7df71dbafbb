#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/time_left.hpp"

namespace resizer::app {

/// The progress of one run.
struct ProgressState {
  std::string mode;
  std::size_t images_done = 0;
  std::size_t images_failed = 0;  ///< Of images_done.
  std::size_t images_total = 0;
  /// Input bytes, a better measure of the work left than the count: the pool starts with the largest.
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  std::chrono::nanoseconds elapsed{};
  LaterTime later{};         ///< Of the runs after this one.
  bool is_estimate = false;  ///< Whether the number of runs after this one may change.
};

/// One line of at most `columns` cells: mode, bar, count, images/s, and the time left of all runs, as "~0:42 left" if
/// their number is an estimate. If space is short,
/// the bar shrinks first; then the rate, the count, failures and the mode are dropped.
std::string progress_line(const ProgressState& state, std::size_t columns, bool unicode);

}  // namespace resizer::app
