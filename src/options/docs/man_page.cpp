#include "options/docs/documents.hpp"
#include "options/help.hpp"
#include "options/table.hpp"
#include "options/usage.hpp"

namespace resizer::options {
namespace {

/// Escapes text for groff: dashes stay ASCII, and no line begins with a control character.
std::string escaped(std::string_view text) {
  std::string safe = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    if (c == '\\') {
      safe += "\\e";
    } else if (c == '-') {
      safe += "\\-";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string bold(std::string_view text) {
  return "\\fB" + escaped(text) + "\\fR";
}

std::string italic(std::string_view text) {
  return "\\fI" + escaped(text) + "\\fR";
}

/// A tagged paragraph.
std::string entry(const std::string& term, std::string_view meaning) {
  return ".TP\n" + term + '\n' + escaped(meaning) + '\n';
}

std::string option_entry(const OptionRow& row) {
  std::string term;
  for (const std::string_view name : row.all_names()) term += (term.empty() ? "" : ", ") + bold(name);
  if (!row.value_name.empty()) term += ' ' + italic(row.value_name);
  return entry(term, description(row));
}

std::string options_section() {
  std::string text = ".SH OPTIONS\n";
  for (const OptionGroup& group : table()) {
    text += ".SS " + escaped(group.heading) + '\n';
    for (const OptionRow& row : group.rows) text += option_entry(row);
  }
  return text + ".PP\n" + escaped(kEndOfOptions) + '\n';
}

std::string surroundings_section(std::string_view heading, std::span<const Surrounding> all) {
  std::string text = ".SH " + std::string(heading) + '\n';
  for (const auto& [name, meaning] : all) text += entry(bold(name), meaning);
  return text;
}

std::string exit_status_section() {
  std::string text = ".SH EXIT STATUS\n";
  for (const auto& [codes, meaning] : exit_statuses()) text += entry(bold(codes), meaning);
  return text;
}

std::string examples_section() {
  std::string text = ".SH EXAMPLES\n";
  for (const auto& [purpose, command] : examples()) {
    text += ".PP\n" + escaped(purpose) + ":\n.PP\n.RS\n.nf\n" + escaped(command) + "\n.fi\n.RE\n";
  }
  return text;
}

std::string lowercase_start(std::string_view text) {
  return lowercase(text.substr(0, 1)) + std::string(text.substr(1));
}

}  // namespace

std::string man_page(std::string_view version) {
  std::string text = R"(.TH RESIZER 1 "" "resizer )" + std::string(version) + "\" \"User Commands\"\n";
  text += ".SH NAME\nresizer \\- " + escaped(lowercase_start(kTagline)) + '\n';
  text += ".SH SYNOPSIS\n.B resizer\n" + escaped(kSynopsis.substr(kSynopsis.find(' ') + 1)) + '\n';
  text += ".SH DESCRIPTION\n" + escaped(kDescription) + '\n';
  text += options_section() + exit_status_section();
  text += surroundings_section("ENVIRONMENT", environment()) + surroundings_section("FILES", files());
  return text + examples_section();
}

}  // namespace resizer::options
