#pragma once

#include <chrono>
#include <cstdint>
#include <string>

/// Quantities for people: three or four significant digits, then the unit.
namespace resizer::util {

/// "0.50 ms", "45.2 ms", "1.234 s", "59.99 s", "2 min 05 s", "1 h 02 min".
std::string format_duration(std::chrono::nanoseconds duration);

/// Decimal units: "512 B", "62.6 MB".
std::string format_bytes(std::uint64_t bytes);

/// A rate, ratio or count of things: "0.123", "19.5", "1234".
std::string format_number(double value);

/// A share: 0.974 is "97.4 %".
std::string format_percent(double share);

inline double to_seconds(std::chrono::nanoseconds duration) noexcept {
  return std::chrono::duration<double>(duration).count();
}

inline std::chrono::nanoseconds from_seconds(double seconds) noexcept {
  return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9 + (seconds < 0 ? -0.5 : 0.5)));
}

}  // namespace resizer::util
