#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/names.hpp"
#include "model/options.hpp"
#include "util/error.hpp"

/// The values of options, from text. Each function throws util::Error(usage): "OPTION TEXT: what to give instead".
namespace resizer::options {

/// An option as the user typed it.
struct Argument {
  std::string_view option;  ///< Such as "--width".
  std::string_view text;
};

[[noreturn]] void throw_bad_value(const Argument& argument, const std::string& advice);

/// The path of a file or folder. What looks like an option is none: most likely its value was forgotten.
std::filesystem::path parse_path(const Argument& argument);

/// A whole number within bounds.
std::uint32_t parse_whole(const Argument& argument, std::uint32_t lowest, std::uint32_t highest);

/// A share in percent, above 0 and up to 10000: "50" or "50%".
double parse_scale_percent(const Argument& argument);

/// "auto", "sweep", or worker counts with commas in between.
model::Workers parse_jobs(const Argument& argument);

/// A factor of at least 1, or "off" for none.
std::optional<double> parse_shrink_on_load(const Argument& argument);

/// "5%": the share 0.05.
double parse_percentage(const Argument& argument);

/// A number of pixels: "50000000", "268mp" or "0.5mp".
std::uint64_t parse_pixels(const Argument& argument);

/// A time above zero: "500ms", "90s", "1.5m", "2h", or a number of seconds; "off" for none.
std::optional<std::chrono::nanoseconds> parse_timeout(const Argument& argument);

/// An amount of memory that a process can live with, in the units of the GNU coreutils: "512M" and "512MiB" are powers
/// of 1024, "512MB" of 1000.
std::uint64_t parse_memory(const Argument& argument);

/// "a, b, c".
std::string join_with_commas(const std::vector<std::string_view>& names);

/// "a, b or c".
std::string join_names(const std::vector<std::string_view>& names);

/// ASCII letters made small.
std::string lowercase(std::string_view text);

/// Names the choices, the nearest first if one is near.
[[noreturn]] void throw_no_choice(const Argument& argument, const std::vector<std::string_view>& choices);

/// One of the spellings of an enum, in uppercase or lowercase letters.
template <class Enum>
Enum parse_name(const Argument& argument) {
  if (const auto value = model::parse<Enum>(lowercase(argument.text))) return *value;
  std::vector<std::string_view> choices;
  for (const auto& [value, name] : model::names<Enum>()) choices.push_back(name);
  throw_no_choice(argument, choices);
}

template <class Enum>
void assign_name(Enum& target, const Argument& argument) {
  target = parse_name<Enum>(argument);
}

}  // namespace resizer::options
