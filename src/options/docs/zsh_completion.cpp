#include "options/docs/documents.hpp"
#include "options/table.hpp"

namespace resizer::options {
namespace {

/// Escapes text for a single-quoted specification, where colons and brackets have a meaning.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'') {
      safe += "'\\''";
      continue;
    }
    if (c == ':' || c == '[' || c == ']' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe;
}

/// The completion of each kind of value.
struct ToAction {
  std::string operator()(AnyText) const { return " "; }
  std::string operator()(FileName) const { return "_files"; }
  std::string operator()(FolderName) const { return "_files -/"; }
  std::string operator()(const Choices& choices) const {
    std::string words;
    for (const std::string_view choice : choices) words += (words.empty() ? "" : " ") + std::string(choice);
    return '(' + words + ')';
  }
};

std::string excluded(const OptionRow& row) {
  const Takes takes = row.takes.get();
  if (takes == Takes::one_value_each || takes == Takes::many_values) return "*";  // repeatable
  std::string names;
  for (const std::string_view name : row.all_names()) names += (names.empty() ? "" : " ") + std::string(name);
  return '(' + names + ')';
}

std::string specification(const OptionRow& row, std::string_view name) {
  std::string text = "'" + excluded(row) + std::string(name);
  const bool has_value = row.takes.get() != Takes::nothing;
  if (has_value) text += name.starts_with("--") ? "=" : "+";
  text += '[' + escaped(row.help.get()) + ']';
  if (has_value) text += ':' + escaped(row.value_name) + ':' + std::visit(ToAction(), row.values);
  return text + '\'';
}

}  // namespace

std::string zsh_completion() {
  std::string text = "#compdef resizer\n# Completes command lines of resizer in zsh.\n_arguments -s -S \\\n";
  for (const OptionRow* row : all_rows()) {
    for (const std::string_view name : row->all_names()) text += "  " + specification(*row, name) + " \\\n";
  }
  return text + "  '*:input:_files'\n";
}

}  // namespace resizer::options
