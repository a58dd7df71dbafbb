#pragma once

#include <optional>
#include <span>
#include <string_view>

/// What someone meant who misspelt it.
namespace resizer::options {

/// How many letters must be added, left out, changed, or swapped with their neighbor to turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word that `text` is most likely to stand for: one that it begins, or one within a third of its letters. The
/// first of several that are as near; none if none is near.
std::optional<std::string_view> nearest_word(std::string_view text, std::span<const std::string_view> words);

/// The option that `typed` is most likely to stand for, such as "--width" for "--widht=800", "-width" or "--size":
/// one that other programs call so, or one that is spelled alike.
std::optional<std::string_view> nearest_option(std::string_view typed);

}  // namespace resizer::options
