#pragma once

#include <string>
#include <vector>

namespace resizer::util {

enum class Align { left, right };

struct Column {
  std::string heading;
  Align align = Align::right;
};

/// Headings and cells of valid UTF-8; each row has one cell per column.
struct TextTable {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// The table as aligned lines: headings, a rule of `rule` characters, and one line per row. Columns are two spaces
/// apart; lines do not end in spaces. Throws util::Error(internal) if a row has the wrong number of cells.
std::vector<std::string> to_lines(const TextTable& table, std::string_view rule);

/// `text` repeated `count` times.
std::string repeat(std::string_view text, std::size_t count);

}  // namespace resizer::util
