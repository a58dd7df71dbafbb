#include "planning/absolute_paths.hpp"

#include <system_error>

namespace resizer::planning {

namespace fs = std::filesystem;

AbsolutePaths::AbsolutePaths() {
  std::error_code unknown;
  working_folder_ = fs::current_path(unknown);
}

std::string AbsolutePaths::of(const fs::path& path) const {
  const std::string absolute = path.is_absolute() ? path.native() : (working_folder_ / path).native();
  const bool is_plain = absolute.find("/.") == std::string::npos && absolute.find("//") == std::string::npos;
  return is_plain ? absolute : fs::path(absolute).lexically_normal().native();
}

}  // namespace resizer::planning
