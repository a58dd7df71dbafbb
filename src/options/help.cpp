#include "options/help.hpp"

#include <algorithm>
#include <vector>

#include "options/table.hpp"
#include "options/usage.hpp"
#include "options/wrapping.hpp"
#include "util/printable.hpp"

namespace resizer::options {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::size_t kWidestLeft = 32;

std::size_t within_limits(std::size_t columns) {
  return std::clamp(columns, kFewestColumns, kMostColumns);
}

std::string left_part(const OptionRow& row) {
  return std::string(kIndent) + signature(row);
}

std::size_t left_width_of(const std::vector<const OptionRow*>& rows) {
  std::size_t widest = 0;
  for (const OptionRow* row : rows) widest = std::max(widest, util::count_code_points(left_part(*row)));
  return std::min(widest, kWidestLeft);
}

std::string exit_status_text(std::size_t columns) {
  std::string text = "Exit status:\n";
  constexpr std::size_t kWidestCodes = 20;
  for (const auto& [codes, meaning] : exit_statuses()) {
    text += two_columns(std::string(kIndent) + std::string(codes), meaning, kWidestCodes, columns);
  }
  return text;
}

std::string examples_text(std::size_t columns) {
  std::string text = "Examples:\n";
  for (const auto& [purpose, command] : examples()) {
    text += indented(std::string(purpose) + ':', 2, columns) + indented(command, 4, columns);
  }
  return text;
}

}  // namespace

std::string signature(const OptionRow& row) {
  constexpr std::string_view kNoShortName = "    ";
  std::string text;
  for (const std::string_view name : row.all_names()) text += (text.empty() ? "" : ", ") + std::string(name);
  if (text.starts_with("--")) text.insert(0, kNoShortName);
  if (!row.value_name.empty()) text += ' ' + std::string(row.value_name);
  return text;
}

std::string description(const OptionRow& row) {
  std::string text = std::string(row.help.get()) + '.';
  if (!row.details.empty()) text += ' ' + std::string(row.details);
  std::string brackets;
  if (row.choices() != nullptr) brackets += "choices: " + join_with_commas(*row.choices());
  if (!row.default_value.empty()) {
    brackets += (brackets.empty() ? "" : "; ") + std::string("default: ") + std::string(row.default_value);
  }
  return brackets.empty() ? text : text + " [" + brackets + ']';
}

std::string help_text(std::size_t columns) {
  columns = within_limits(columns);
  std::string text = indented(std::string(kTagline) + '.', 0, columns) + '\n';
  text += indented("Usage: " + std::string(kSynopsis), 0, columns);
  const std::size_t left_width = left_width_of(all_rows());
  for (const OptionGroup& group : table()) {
    text += '\n' + std::string(group.heading) + ":\n";
    for (const OptionRow& row : group.rows) {
      text += two_columns(left_part(row), description(row), left_width, columns);
    }
  }
  text += '\n' + indented(kEndOfOptions, 0, columns) + '\n';
  return text + exit_status_text(columns) + '\n' + examples_text(columns);
}

std::string brief_help_text(std::size_t columns) {
  columns = within_limits(columns);
  std::vector<const OptionRow*> common = all_rows();
  std::erase_if(common, [](const OptionRow* row) { return !row->is_common; });
  std::string text = indented("Usage: " + std::string(kSynopsis), 0, columns) + '\n';
  const std::size_t left_width = left_width_of(common);
  for (const OptionRow* row : common) text += two_columns(left_part(*row), row->help.get(), left_width, columns);
  return text + '\n' + indented("resizer --help shows all options.", 0, columns);
}

}  // namespace resizer::options
