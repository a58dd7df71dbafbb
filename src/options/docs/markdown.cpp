#include "options/docs/documents.hpp"
#include "options/help.hpp"
#include "options/table.hpp"
#include "options/usage.hpp"

namespace resizer::options {
namespace {

/// Escapes text for a table cell: bars, braces and asterisks are not markup.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '<') safe += '\\';
    safe += c;
  }
  return safe;
}

std::string code(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c == '|' ? "\\|" : std::string(1, c);
  return '`' + safe + '`';
}

std::string option_line(const OptionRow& row) {
  std::string names;
  for (const std::string_view name : row.all_names()) names += (names.empty() ? "" : ", ") + std::string(name);
  if (!row.value_name.empty()) names += ' ' + std::string(row.value_name);
  return "| " + code(names) + " | " + cell(description(row)) + " |\n";
}

}  // namespace

std::string markdown_page() {
  std::string text =
      "# Options\n\nMade of the table in `src/options/` when the program is built; a test compares this file with "
      "it.\n\n    " +
      std::string(kSynopsis) + "\n\n" + std::string(kEndOfOptions) + '\n';
  for (const OptionGroup& group : table()) {
    text += "\n## " + std::string(group.heading) + "\n\n| option | meaning |\n|---|---|\n";
    for (const OptionRow& row : group.rows) text += option_line(row);
  }
  text += "\n## Exit status\n\n| status | meaning |\n|---|---|\n";
  for (const auto& [codes, meaning] : exit_statuses()) {
    text += "| " + std::string(codes) + " | " + cell(meaning) + " |\n";
  }
  return text;
}

}  // namespace resizer::options
