#include "options/docs/documents.hpp"
#include "options/table.hpp"

namespace resizer::options {
namespace {

std::string quoted(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'' || c == '\\') safe += '\\';
    safe += c;
  }
  return '\'' + safe + '\'';
}

/// The completion of each kind of value.
struct ToFlags {
  std::string operator()(AnyText) const { return " -x"; }
  std::string operator()(FileName) const { return " -r -F"; }
  std::string operator()(FolderName) const { return " -x -a '(__fish_complete_directories)'"; }
  std::string operator()(const Choices& choices) const {
    std::string words;
    for (const std::string_view choice : choices) words += (words.empty() ? "" : " ") + std::string(choice);
    return " -x -a '" + words + '\'';
  }
};

std::string name_flags(const OptionRow& row) {
  std::string text;
  for (const std::string_view name : row.all_names()) {
    text += name.starts_with("--") ? " -l " + std::string(name.substr(2)) : " -s " + std::string(name.substr(1));
  }
  return text;
}

}  // namespace

std::string fish_completion() {
  std::string text = "# Completes command lines of resizer in fish.\n";
  for (const OptionRow* row : all_rows()) {
    text += "complete -c resizer" + name_flags(*row);
    if (row->takes.get() != Takes::nothing) text += std::visit(ToFlags(), row->values);
    text += " -d " + quoted(row->help.get()) + '\n';
  }
  return text;
}

}  // namespace resizer::options
