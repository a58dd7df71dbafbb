#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Documents generated from the option table at build time.
namespace resizer::options {

/// The man page resizer(1), for man(7) macros.
std::string man_page(std::string_view version);

/// All options as Markdown: docs/options.md.
std::string markdown_page();

/// Shell completion scripts.
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

struct Document {
  std::string_view file_name;
  std::string text;
};

std::vector<Document> documents(std::string_view version);

}  // namespace resizer::options
