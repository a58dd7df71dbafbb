#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace resizer::options {

/// Breaks `text` into lines of at most `columns`; a longer word gets its own line. Never empty.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// `text` in lines of at most `columns`, indented by `indent` spaces.
std::string indented(std::string_view text, std::size_t indent, std::size_t columns);

/// `left`, and `right` in a second column after `left_width`, or on the next line if `left` is too long or the second
/// column would be too narrow.
std::string two_columns(const std::string& left, std::string_view right, std::size_t left_width, std::size_t columns);

}  // namespace resizer::options
