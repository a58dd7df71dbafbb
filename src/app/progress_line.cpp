#include "app/progress_line.hpp"

#include <algorithm>
#include <cmath>

#include "util/printable.hpp"
#include "util/quantity.hpp"
#include "util/text_table.hpp"

namespace resizer::app {
namespace {

constexpr std::size_t kBarCells = 24;

double share_done(const ProgressState& state) {
  if (state.bytes_total > 0) return static_cast<double>(state.bytes_done) / static_cast<double>(state.bytes_total);
  return state.images_total > 0 ? static_cast<double>(state.images_done) / static_cast<double>(state.images_total) : 0;
}

std::string bar_text(double share, bool unicode) {
  const auto filled = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(kBarCells));
  return util::repeat(unicode ? "█" : "#", filled) + util::repeat(unicode ? "░" : ".", kBarCells - filled);
}

/// "0:07", "12:34" or "1:02:03": short, and of a width that changes seldom.
std::string clock_text(double seconds) {
  const std::int64_t whole = std::llround(seconds);
  const auto two_digits = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  const std::string minutes_and_seconds = two_digits(whole % 3600 / 60) + ':' + two_digits(whole % 60);
  if (whole >= 3600) return std::to_string(whole / 3600) + ':' + minutes_and_seconds;
  return minutes_and_seconds.starts_with('0') ? minutes_and_seconds.substr(1) : minutes_and_seconds;
}

}  // namespace

std::string progress_line(const ProgressState& state, std::size_t columns, bool unicode) {
  std::string line;
  std::size_t width = 0;
  const auto append = [&](const std::string& part) {
    const std::size_t gap = line.empty() ? 0 : 2;
    const std::size_t part_width = util::count_code_points(part);
    if (width + gap + part_width > columns) {
      width = columns;  // Nothing that comes after may stand in its place.
      return;
    }
    line += std::string(gap, ' ') + part;
    width += gap + part_width;
  };

  const double share = share_done(state);
  const double elapsed_s = util::to_seconds(state.elapsed);
  append(state.mode);
  append(bar_text(share, unicode));
  append(std::to_string(state.images_done) + '/' + std::to_string(state.images_total));
  if (state.images_done > 0 && elapsed_s > 0) {
    append(util::format_number(static_cast<double>(state.images_done) / elapsed_s) + " images/s");
    if (share > 0) append(clock_text(elapsed_s * (1 - share) / share) + " left");
  }
  if (state.images_failed > 0) append(std::to_string(state.images_failed) + " failed");
  return line;
}

}  // namespace resizer::app
