#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "util/text_table.hpp"

/// Pieces of HTML and SVG. Texts and values of attributes are escaped here;
/// contents are markup already.
namespace resizer::report {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// Text with the five characters that mean something in HTML replaced (HTML
/// Standard, section 13.1.4). Bytes that no HTML reader may see are expected to
/// be gone already: util::printable().
std::string escaped_html(std::string_view text);

/// <name attribute="value">content</name>
std::string element(std::string_view name, const Attributes& attributes, std::string_view content);

/// The same with text as its content.
std::string text_element(std::string_view name, const Attributes& attributes, std::string_view text);

/// A table with row headings in its first column, in a frame that scrolls where
/// the screen is narrow. Empty without rows.
std::string table_element(const util::TextTable& table, std::string_view label);

/// A share of the whole as a length: 0.5 is "50%".
std::string percent_length(double share);

/// A number with at most three decimals.
std::string short_number(double number);

/// RFC 4648, section 4.
std::string base64(std::string_view bytes);

}  // namespace resizer::report
