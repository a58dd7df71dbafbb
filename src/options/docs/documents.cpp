#include "options/docs/documents.hpp"

namespace resizer::options {

std::vector<Document> documents(std::string_view version) {
  return {{"resizer.1", man_page(version)},
          {"resizer.bash", bash_completion()},
          {"_resizer", zsh_completion()},
          {"resizer.fish", fish_completion()},
          {"options.md", markdown_page()}};
}

}  // namespace resizer::options
