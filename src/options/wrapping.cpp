#include "options/wrapping.hpp"

#include <algorithm>

#include "util/printable.hpp"

namespace resizer::options {
namespace {

constexpr std::size_t kLeastForText = 30;
constexpr std::size_t kIndentBelow = 6;
constexpr std::size_t kGap = 2;

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string word(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t width = util::count_code_points(lines.back()) + 1 + util::count_code_points(word);
    if (lines.back().empty()) {
      lines.back() = word;
    } else if (width <= columns) {
      lines.back() += ' ' + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

std::string indented(std::string_view text, std::size_t indent, std::size_t columns) {
  std::string all;
  for (const std::string& line : wrapped(text, columns > indent ? columns - indent : 1)) {
    all += std::string(indent, ' ') + line + '\n';
  }
  return all;
}

std::string two_columns(const std::string& left, std::string_view right, std::size_t left_width, std::size_t columns) {
  if (columns < left_width + kGap + kLeastForText) return left + '\n' + indented(right, kIndentBelow, columns);
  const std::string text = indented(right, left_width + kGap, columns);
  const std::size_t width = util::count_code_points(left);
  return width > left_width ? left + '\n' + text : left + text.substr(width);
}

}  // namespace resizer::options
