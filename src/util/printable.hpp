#pragma once

#include <string>
#include <string_view>

namespace resizer::util {

/// Whether `bytes` are valid UTF-8 (RFC 3629: shortest form, no surrogates, at most U+10FFFF).
bool is_utf8(std::string_view bytes) noexcept;

/// `bytes` as one line that any UTF-8 terminal or log shows harmlessly and that a person can read. Bytes that are not
/// valid UTF-8 and control characters (C0, DEL, C1, line and paragraph separators, bidirectional overrides) are
/// written as \xHH, byte by byte; \n, \r and \t by their letters. Not meant to be read back: a backslash stays itself,
/// and of what is longer than any path only the beginning is there.
std::string printable(std::string_view bytes);

/// The number of Unicode code points in valid UTF-8. It is the width on a terminal for text without wide or combining
/// characters, such as the program's own.
std::size_t count_code_points(std::string_view utf8) noexcept;

}  // namespace resizer::util
