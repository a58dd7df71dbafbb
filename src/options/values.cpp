#include "options/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <utility>

#include "options/nearest.hpp"
#include "options/numbers.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::options {
namespace {

/// A unit and its factor.
using Unit = std::pair<std::string_view, double>;

/// A number with one of these units; a unit that ends with another one must come first.
std::optional<double> quantity_from(std::string_view text, std::span<const Unit> units) {
  for (const auto& [name, factor] : units) {
    if (!text.ends_with(name)) continue;
    const auto number = number_from<double>(text.substr(0, text.size() - name.size()));
    return number ? std::optional(*number * factor) : std::nullopt;
  }
  return std::nullopt;
}

constexpr double kKiB = 1024;
constexpr std::array<Unit, 13> kByteUnits{{{"KiB", kKiB},
                                           {"MiB", kKiB* kKiB},
                                           {"GiB", kKiB* kKiB* kKiB},
                                           {"TiB", kKiB* kKiB* kKiB* kKiB},
                                           {"kB", 1e3},
                                           {"MB", 1e6},
                                           {"GB", 1e9},
                                           {"TB", 1e12},
                                           {"K", kKiB},
                                           {"M", kKiB* kKiB},
                                           {"G", kKiB* kKiB* kKiB},
                                           {"T", kKiB* kKiB* kKiB* kKiB},
                                           {"", 1}}};

}  // namespace

void throw_bad_value(const Argument& argument, const std::string& advice) {
  const std::string text = argument.text.empty() ? "''" : util::printable(argument.text);
  throw util::Error(util::ErrorCode::usage, std::string(argument.option) + ' ' + text + ": " + advice);
}

std::filesystem::path parse_path(const Argument& argument) {
  if (argument.text.empty()) throw_bad_value(argument, "name a file or folder");
  if (argument.text.starts_with('-'))
    throw_bad_value(argument, "name a file or folder; write ./ before a name that starts with -");
  return argument.text;
}

std::uint32_t parse_whole(const Argument& argument, std::uint32_t lowest, std::uint32_t highest) {
  const auto number = number_from<std::uint32_t>(argument.text);
  if (number && *number >= lowest && *number <= highest) return *number;
  throw_bad_value(argument, "give a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

double parse_scale_percent(const Argument& argument) {
  static constexpr double kMost = 10'000;
  std::string_view digits = argument.text;
  if (digits.ends_with('%')) digits.remove_suffix(1);
  const auto number = number_from<double>(digits);
  if (number && *number > 0 && *number <= kMost) return *number;
  throw_bad_value(argument, "give a percentage of the size, such as 50% or 12.5%");
}

model::Workers parse_jobs(const Argument& argument) {
  static constexpr unsigned kMostWorkers = 1024;
  const std::string word = lowercase(argument.text);
  if (word == "auto") return model::AutoWorkers{};
  if (word == "sweep") return model::SweepWorkers{};
  std::vector<unsigned> counts;
  for (const std::string_view part : split_at_commas(argument.text)) {
    const auto number = number_from<unsigned>(part);
    if (!number || *number < 1 || *number > kMostWorkers) {
      throw_bad_value(argument, "give worker counts from 1 to " + std::to_string(kMostWorkers) +
                                    ", such as 4 or 1,2,4, or auto, or sweep");
    }
    counts.push_back(*number);
  }
  return counts;
}

model::Runs parse_runs(const Argument& argument) {
  if (lowercase(argument.text) == "auto") return model::AutoRuns{};
  const auto number = number_from<unsigned>(argument.text);
  if (number && *number >= 1 && *number <= kMostRounds) return *number;
  throw_bad_value(argument, "give a whole number from 1 to " + std::to_string(kMostRounds) + ", or auto");
}

std::optional<double> parse_shrink_on_load(const Argument& argument) {
  if (lowercase(argument.text) == "off") return std::nullopt;
  const auto factor = number_from<double>(argument.text);
  if (factor && std::isfinite(*factor) && *factor >= 1) return factor;
  throw_bad_value(argument, "give a factor of at least 1, such as 1.5, or off");
}

double parse_percentage(const Argument& argument) {
  static constexpr double kMost = 1000;
  std::string_view digits = argument.text;
  const bool has_sign = digits.ends_with('%');
  if (has_sign) digits.remove_suffix(1);
  const auto number = number_from<double>(digits);
  if (has_sign && number && *number >= 0 && *number <= kMost) return *number / 100;
  throw_bad_value(argument, "give a percentage, such as 5%");
}

std::uint64_t parse_file_size(const Argument& argument) {
  static constexpr double kLeast = 100;
  static constexpr double kMost = 1e12;
  const auto bytes = quantity_from(argument.text, kByteUnits);
  if (bytes && *bytes >= kLeast && *bytes <= kMost) return static_cast<std::uint64_t>(*bytes);
  throw_bad_value(argument, "give a file size of at least 100 bytes, such as 500kB or 1.5MB");
}

std::uint64_t parse_pixels(const Argument& argument) {
  static constexpr double kMostPixels = 1e15;
  std::string_view digits = argument.text;
  double unit = 1;
  if (digits.ends_with("mp") || digits.ends_with("MP")) {
    digits.remove_suffix(2);
    unit = 1e6;
  }
  const auto number = number_from<double>(digits);
  const double pixels = number ? std::round(*number * unit) : 0;
  if (pixels >= 1 && pixels <= kMostPixels) return static_cast<std::uint64_t>(pixels);
  throw_bad_value(argument, "give a number of pixels, such as 50000000 or 268mp");
}

std::optional<std::chrono::nanoseconds> parse_timeout(const Argument& argument) {
  static constexpr std::array<Unit, 5> kUnits{{{"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600}, {"", 1}}};
  static constexpr double kShortestSeconds = 1e-3;
  static constexpr double kLongestSeconds = 1e6;
  if (lowercase(argument.text) == "off") return std::nullopt;
  const auto seconds = quantity_from(argument.text, kUnits);
  if (seconds && *seconds >= kShortestSeconds && *seconds <= kLongestSeconds) return util::from_seconds(*seconds);
  throw_bad_value(argument, "give a time such as 500ms, 90s or 5m, or off");
}

std::uint64_t parse_memory(const Argument& argument) {
  static constexpr double kLeast = 32 * kKiB * kKiB;
  static constexpr double kMost = 1e15;
  const auto bytes = quantity_from(argument.text, kByteUnits);
  if (bytes && *bytes >= kLeast && *bytes <= kMost) return static_cast<std::uint64_t>(*bytes);
  throw_bad_value(argument, "give at least 32M, such as 800MB or 2G");
}

std::string lowercase(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return small;
}

void throw_no_choice(const Argument& argument, const std::vector<std::string_view>& choices) {
  const auto nearest = nearest_word(lowercase(argument.text), choices);
  throw_bad_value(argument,
                  (nearest ? "did you mean " + std::string(*nearest) + "? " : "") + "choose " + join_names(choices));
}

std::string join_with_commas(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

std::string join_names(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace resizer::options
