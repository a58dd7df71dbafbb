#include "options/docs/documents.hpp"
#include "options/table.hpp"

namespace resizer::options {
namespace {

std::string joined_names(const OptionRow& row, std::string_view separator) {
  std::string text;
  for (const std::string_view name : row.all_names()) {
    text += (text.empty() ? "" : std::string(separator)) + std::string(name);
  }
  return text;
}

/// The completion of each kind of value.
struct ToAction {
  std::string operator()(AnyText) const { return "return"; }
  std::string operator()(FileName) const { return "_resizer_paths -f; return"; }
  std::string operator()(FolderName) const { return "_resizer_paths -d; return"; }
  std::string operator()(const Choices& choices) const {
    std::string words;
    for (const std::string_view choice : choices) words += (words.empty() ? "" : " ") + std::string(choice);
    return "_resizer_words '" + words + "'; return";
  }
};

constexpr std::string_view kFunctions = R"(_resizer_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_resizer_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}
)";

/// Readline breaks words at = : "--fit=in" are three.
constexpr std::string_view kBegin = R"(
_resizer() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
)";

}  // namespace

std::string bash_completion() {
  std::string text = "# Completes command lines of resizer in bash.\n" + std::string(kFunctions) + std::string(kBegin) +
                     "  case $prev in\n";
  std::string names;
  for (const OptionRow* row : all_rows()) {
    names += (names.empty() ? "" : " ") + joined_names(*row, " ");
    if (row->takes.get() == Takes::nothing) continue;
    text += "    " + joined_names(*row, "|") + ") " + std::visit(ToAction(), row->values) + " ;;\n";
  }
  text +=
      "  esac\n  if [[ $cur == -* ]]; then\n    _resizer_words '" + names + "'\n  else\n    _resizer_paths -f\n  fi\n";
  return text + "}\n\ncomplete -F _resizer resizer\n";
}

}  // namespace resizer::options
