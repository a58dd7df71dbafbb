#include "util/quantity.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace resizer::util {
namespace {

std::string fixed(double value, int decimals) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return {text.data(), static_cast<std::size_t>(length)};
}

/// Three significant digits. The bounds are where rounding carries into another digit.
std::string three_digits(double value) {
  const double size = std::fabs(value);
  return fixed(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
}

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

std::string format_duration(std::chrono::nanoseconds duration) {
  const double seconds = to_seconds(duration);
  if (seconds < 0.9995) return three_digits(seconds * 1e3) + " ms";
  if (seconds < 9.9995) return fixed(seconds, 3) + " s";
  if (seconds < 119.5) return fixed(seconds, seconds < 99.995 ? 2 : 1) + " s";
  const std::int64_t whole = std::llround(seconds);
  if (whole < 3600) return std::to_string(whole / 60) + " min " + two_digits(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + two_digits(whole % 3600 / 60) + " min";
}

std::string format_bytes(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  static constexpr std::array kUnits = {" kB", " MB", " GB", " TB", " PB", " EB"};
  double value = static_cast<double>(bytes) / 1e3;
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < kUnits.size()) {
    value /= 1e3;
    ++unit;
  }
  return three_digits(value) + kUnits[unit];
}

std::string format_number(double value) {
  return std::fabs(value) < 0.9995 ? fixed(value, 3) : three_digits(value);
}

std::string format_percent(double share) {
  const std::string percent = fixed(share * 100, 1);
  return (percent == "-0.0" ? "0.0" : percent) + " %";
}

}  // namespace resizer::util
