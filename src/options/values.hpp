#pragma once

#include <algorithm>
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

/// Parsers for option values. Each throws util::Error(usage): "OPTION TEXT: what to give instead".
namespace resizer::options {

/// An option as the user typed it.
struct Argument {
  std::string_view option;  ///< Such as "--width".
  std::string_view text;
};

[[noreturn]] void throw_bad_value(const Argument& argument, const std::string& advice);

/// The values of a comma-separated list.
template <class Parse>
auto parse_list(const Argument& argument, const Parse& parse) {
  std::vector<decltype(parse(argument))> values;
  for (std::size_t begin = 0; begin <= argument.text.size();) {
    const std::size_t end = std::min(argument.text.find(',', begin), argument.text.size());
    values.push_back(parse(Argument{argument.option, argument.text.substr(begin, end - begin)}));
    begin = end + 1;
  }
  return values;
}

/// The path of a file or folder. Something that looks like an option is refused: most likely the value is missing.
std::filesystem::path parse_path(const Argument& argument);

/// A whole number within bounds.
std::uint32_t parse_whole(const Argument& argument, std::uint32_t lowest, std::uint32_t highest);

/// A percentage, above 0 and up to 10000: "50" or "50%".
double parse_scale_percent(const Argument& argument);

/// "auto", "sweep", or comma-separated worker counts.
model::Workers parse_jobs(const Argument& argument);

inline constexpr std::uint32_t kMostRounds = 10'000;

/// "auto", or a whole number from 1 to kMostRounds.
model::Runs parse_runs(const Argument& argument);

/// A factor of at least 1, or "off" for none.
std::optional<double> parse_shrink_on_load(const Argument& argument);

/// "5%" is 0.05.
double parse_percentage(const Argument& argument);

/// A file size of at least 100 bytes: "500kB", "0.2MB" or a number of bytes, in the units of parse_memory().
std::uint64_t parse_file_size(const Argument& argument);

/// A number of pixels: "50000000", "268mp" or "0.5mp".
std::uint64_t parse_pixels(const Argument& argument);

/// A time above zero: "500ms", "90s", "1.5m", "2h", or a number of seconds; "off" for none.
std::optional<std::chrono::nanoseconds> parse_timeout(const Argument& argument);

/// An amount of memory, at least what a process needs, in the units of GNU coreutils: "512M" and "512MiB" are powers of
/// 1024, "512MB" of 1000.
std::uint64_t parse_memory(const Argument& argument);

/// "a, b, c".
std::string join_with_commas(const std::vector<std::string_view>& names);

/// "a, b or c".
std::string join_names(const std::vector<std::string_view>& names);

/// ASCII letters in lowercase.
std::string lowercase(std::string_view text);

/// Lists the choices, and suggests the nearest.
[[noreturn]] void throw_no_choice(const Argument& argument, const std::vector<std::string_view>& choices);

/// An enumerator by its name, case-insensitive.
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
template <class Enum>
void assign_name(std::optional<Enum>& target, const Argument& argument) {
  target = parse_name<Enum>(argument);
}

}  // namespace resizer::options
