#pragma once

#include <string>
#include <string_view>

namespace resizer::util {

/// Whether `bytes` are valid UTF-8 (RFC 3629: shortest form, no surrogates, at most U+10FFFF).
bool is_utf8(std::string_view bytes) noexcept;

/// `bytes` as one line that is safe to show on a UTF-8 terminal or in a log. Invalid UTF-8 and control characters (C0,
/// DEL, C1, line and paragraph separators, bidirectional overrides) are written byte by byte as \xHH, or as \n, \r and
/// \t. Not reversible: backslashes are not escaped, and text longer than any path is truncated.
std::string printable(std::string_view bytes);

/// The number of Unicode code points in valid UTF-8. It is the width on a terminal for text without wide or combining
/// characters, such as that of the program.
std::size_t count_code_points(std::string_view utf8) noexcept;

}  // namespace resizer::util
