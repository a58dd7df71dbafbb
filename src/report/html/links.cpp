#include "report/html/links.hpp"

#include "report/text/urls.hpp"

namespace resizer::report {

namespace fs = std::filesystem;

std::string link_to(const fs::path& file, const analysis::Facts& facts) {
  if (file.empty()) return {};
  if (!facts.html_folder) {
    const bool is_absolute = (facts.working_folder / file).is_absolute();
    const auto path = path_from("/", file, facts.working_folder);
    return is_absolute && path ? "file:///" + percent_encoded(path->native()) : "";
  }
  const auto path = path_from(*facts.html_folder, file, facts.working_folder);
  return path ? percent_encoded(path->native()) : "";
}

}  // namespace resizer::report
