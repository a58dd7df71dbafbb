#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "util/text_table.hpp"

/// HTML and SVG elements. Texts and attribute values are escaped; contents must
/// be markup.
namespace resizer::report {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// Escapes the five special characters of HTML (HTML Standard, section 13.1.4).
/// The text must be printable: util::printable().
std::string escaped_html(std::string_view text);

/// <name attribute="value">content</name>
std::string element(std::string_view name, const Attributes& attributes, std::string_view content);

/// The same with text as its content.
std::string text_element(std::string_view name, const Attributes& attributes, std::string_view text);

/// A table with row headings in its first column, scrollable on narrow screens.
/// Empty without rows.
std::string table_element(const util::TextTable& table, std::string_view label);

/// A part of the page that scrolls by itself if it is too wide for the screen, by touch, wheel or keyboard.
std::string scrollable(std::string_view content, std::string_view label);

/// A share of the whole as a length: 0.5 is "50%".
std::string percent_length(double share);

/// A number with at most three decimals.
std::string short_number(double number);

/// RFC 4648, section 4.
std::string base64(std::string_view bytes);

}  // namespace resizer::report
