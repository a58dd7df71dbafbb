#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace resizer::options {

/// The words of `text` in lines of at most `columns`; a longer word has a line of its own. Not empty.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// `text` in lines that begin with `indent` spaces and end in a newline, within `columns`.
std::string indented(std::string_view text, std::size_t indent, std::size_t columns);

/// `left`, and `right` in a column of its own that begins after `left_width`. Where `left` is too long for that, or too
/// little would be left for `right`, it begins on the next line.
std::string two_columns(const std::string& left, std::string_view right, std::size_t left_width, std::size_t columns);

}  // namespace resizer::options
