#pragma once

#include <optional>
#include <span>
#include <string_view>

/// Suggestions for misspelt words.
namespace resizer::options {

/// The number of insertions, deletions, substitutions and swaps of neighbors that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word most likely meant by `text`: one that starts with it, or one within a distance of a third of its letters.
/// The first of several equally near ones; none if none is near.
std::optional<std::string_view> nearest_word(std::string_view text, std::span<const std::string_view> words);

/// The option most likely meant by `typed`, such as "--width" for "--widht=800", "-width" or "--size": one that other
/// programs call so, or one with a similar name.
std::optional<std::string_view> nearest_option(std::string_view typed);

}  // namespace resizer::options
