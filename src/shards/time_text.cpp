#include "shards/time_text.hpp"

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "util/error.hpp"

namespace resizer::shards {
namespace {

constexpr std::int64_t kNanosecondsInSecond = 1'000'000'000;
constexpr std::size_t kDecimals = 9;

}  // namespace

std::string time_text(std::chrono::nanoseconds time) {
  const std::int64_t count = time.count();
  const std::string seconds = std::to_string(std::abs(count / kNanosecondsInSecond));
  const std::string decimals = std::to_string(std::abs(count % kNanosecondsInSecond));
  return (count < 0 ? "-" : "") + seconds + '.' + std::string(kDecimals - decimals.size(), '0') + decimals;
}

std::chrono::nanoseconds time_from(const std::string& text) {
  const std::size_t point = text.find('.');
  std::int64_t count = 0;
  if (point != std::string::npos && text.size() == point + 1 + kDecimals) {
    const std::string digits = text.substr(0, point) + text.substr(point + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error == std::errc() && end == digits.data() + digits.size()) return std::chrono::nanoseconds(count);
  }
  throw util::Error(util::ErrorCode::corrupt, "a time is not in seconds with nine decimals");
}

}  // namespace resizer::shards
