#include "report/text/markup.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace resizer::report {

std::string escaped_html(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string element(std::string_view name, const Attributes& attributes, std::string_view content) {
  std::string markup = "<" + std::string(name);
  for (const auto& [key, value] : attributes) markup += " " + std::string(key) + "=\"" + escaped_html(value) + '"';
  return markup + '>' + std::string(content) + "</" + std::string(name) + '>';
}

std::string text_element(std::string_view name, const Attributes& attributes, std::string_view text) {
  return element(name, attributes, escaped_html(text));
}

std::string table_element(const util::TextTable& table, std::string_view label) {
  if (table.rows.empty()) return {};
  const auto attributes = [&](std::size_t column, const char* scope) {
    Attributes all;
    if (scope != nullptr) all.emplace_back("scope", scope);
    if (table.columns[column].align == util::Align::left) all.emplace_back("class", "left");
    return all;
  };
  std::string headings;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    headings += text_element("th", attributes(i, "col"), table.columns[i].heading);
  }
  std::string rows;
  for (const auto& row : table.rows) {
    std::string cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells += i == 0 ? text_element("th", attributes(i, "row"), row[i])
                      : text_element("td", attributes(i, nullptr), row[i]);
    }
    rows += element("tr", {}, cells) + '\n';
  }
  const std::string content =
      element("thead", {}, element("tr", {}, headings)) + '\n' + element("tbody", {}, '\n' + rows);
  return scrollable(element("table", {}, content), label);
}

std::string scrollable(std::string_view content, std::string_view label) {
  return element("div",
                 {{"class", "scroll"}, {"role", "region"}, {"aria-label", std::string(label)}, {"tabindex", "0"}},
                 content) +
         '\n';
}

std::string percent_length(double share) {
  return short_number(share * 100) + '%';
}

std::string short_number(double number) {
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, 3).ptr;
  std::string text(digits.data(), end);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8U | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= group.size() ? kDigits[bits >> (18 - 6 * i) & 0x3FU] : '=';
    }
  }
  return text;
}

}  // namespace resizer::report
