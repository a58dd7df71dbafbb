#include "app/progress_line.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "util/printable.hpp"
#include "util/quantity.hpp"
#include "util/text_table.hpp"

namespace resizer::app {
namespace {

constexpr std::size_t kMostBarCells = 24;
constexpr std::size_t kFewestBarCells = 8;
constexpr std::size_t kGap = 2;

/// In the order in which they are dropped if space is short.
enum class Rank : std::uint8_t { rate, count, failures, mode, bar, time_left };

struct Part {
  Rank rank;
  std::string text;  ///< Of the bar, at its shortest.
};

std::size_t width_of(const std::vector<Part>& parts) {
  std::size_t width = 0;
  for (const Part& part : parts) width += (width > 0 ? kGap : 0) + util::count_code_points(part.text);
  return width;
}

double share_done(const ProgressState& state) {
  if (state.bytes_total > 0) return static_cast<double>(state.bytes_done) / static_cast<double>(state.bytes_total);
  return state.images_total > 0 ? static_cast<double>(state.images_done) / static_cast<double>(state.images_total) : 0;
}

std::string bar_text(double share, std::size_t cells, bool unicode) {
  const auto filled = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(cells));
  return util::repeat(unicode ? "█" : "#", filled) + util::repeat(unicode ? "░" : ".", cells - filled);
}

/// "0:07", "12:34" or "1:02:03", whose width rarely changes.
std::string clock_text(double seconds) {
  const std::int64_t whole = std::llround(seconds);
  const auto two_digits = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  const std::string minutes_and_seconds = two_digits(whole % 3600 / 60) + ':' + two_digits(whole % 60);
  if (whole >= 3600) return std::to_string(whole / 3600) + ':' + minutes_and_seconds;
  return minutes_and_seconds.starts_with('0') ? minutes_and_seconds.substr(1) : minutes_and_seconds;
}

std::vector<Part> parts_of(const ProgressState& state, double share, bool unicode) {
  std::vector<Part> parts{{Rank::mode, state.mode}, {Rank::bar, bar_text(share, kFewestBarCells, unicode)}};
  parts.push_back({Rank::count, std::to_string(state.images_done) + '/' + std::to_string(state.images_total)});
  const double elapsed_s = util::to_seconds(state.elapsed);
  if (state.images_done > 0 && elapsed_s > 0) {
    const double rate = static_cast<double>(state.images_done) / elapsed_s;
    parts.push_back({Rank::rate, util::format_number(rate) + " images/s"});
    const double left_s = share > 0 ? all_time_left(elapsed_s, share, state.later) : 0;
    if (share > 0) parts.push_back({Rank::time_left, (state.is_estimate ? "~" : "") + clock_text(left_s) + " left"});
  }
  if (state.images_failed > 0) parts.push_back({Rank::failures, std::to_string(state.images_failed) + " failed"});
  return parts;
}

}  // namespace

std::string progress_line(const ProgressState& state, std::size_t columns, bool unicode) {
  const double share = share_done(state);
  std::vector<Part> parts = parts_of(state, share, unicode);
  while (width_of(parts) > columns) parts.erase(std::ranges::min_element(parts, {}, &Part::rank));
  const auto bar = std::ranges::find(parts, Rank::bar, &Part::rank);
  if (bar != parts.end()) {
    const std::size_t room = kFewestBarCells + columns - width_of(parts);
    bar->text = bar_text(share, std::min(room, kMostBarCells), unicode);
  }
  std::string line;
  for (const Part& part : parts) line += (line.empty() ? "" : std::string(kGap, ' ')) + part.text;
  return line;
}

}  // namespace resizer::app
