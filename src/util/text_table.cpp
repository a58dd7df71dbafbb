#include "util/text_table.hpp"

#include <algorithm>
#include <numeric>

#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::util {
namespace {

constexpr std::size_t kGap = 2;

std::vector<std::size_t> column_widths(const TextTable& table) {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(count_code_points(column.heading));
  for (const auto& row : table.rows) {
    if (row.size() != widths.size()) throw Error(ErrorCode::internal, "a table row has the wrong number of cells");
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], count_code_points(row[i]));
  }
  return widths;
}

std::string padded(const std::string& cell, Align align, std::size_t width) {
  const std::string spaces(width - count_code_points(cell), ' ');
  return align == Align::left ? cell + spaces : spaces + cell;
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::vector<std::string> to_lines(const TextTable& table, std::string_view rule) {
  const std::vector<std::size_t> widths = column_widths(table);
  const auto line_of = [&](const auto& cell_at) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (i > 0) line.append(kGap, ' ');
      line += padded(cell_at(i), table.columns[i].align, widths[i]);
    }
    return without_trailing_spaces(std::move(line));
  };

  std::vector<std::string> lines;
  lines.push_back(line_of([&](std::size_t i) { return table.columns[i].heading; }));
  const std::size_t gaps = widths.empty() ? 0 : kGap * (widths.size() - 1);
  lines.push_back(repeat(rule, std::accumulate(widths.begin(), widths.end(), gaps)));
  for (const auto& row : table.rows) lines.push_back(line_of([&](std::size_t i) { return row[i]; }));
  return lines;
}

std::string repeat(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace resizer::util
