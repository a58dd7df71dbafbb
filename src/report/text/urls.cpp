#include "report/text/urls.hpp"

namespace resizer::report {
namespace {

namespace fs = std::filesystem;

/// Bytes that mean themselves in every part of a URL: "unreserved" of RFC 3986, section 2.3, and the slash.
bool is_plain(char c) {
  static constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  return kPlain.find(c) != std::string_view::npos;
}

bool goes_up_from_a_name(const fs::path& path) {
  bool has_name = false;
  for (const fs::path& part : path) {
    if (part == ".." && has_name) return true;
    has_name = has_name || (part != ".." && part != "." && part != "/");
  }
  return false;
}

}  // namespace

std::string percent_encoded(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : bytes) {
    if (is_plain(c)) {
      text += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
  }
  return text;
}

std::optional<fs::path> path_from(const fs::path& folder, const fs::path& file, const fs::path& working_folder) {
  if (goes_up_from_a_name(folder) || goes_up_from_a_name(file)) return std::nullopt;
  const fs::path path = (working_folder / file).lexically_normal();
  const fs::path relative = path.lexically_relative((working_folder / folder).lexically_normal());
  if (relative.empty()) return std::nullopt;
  return relative;
}

}  // namespace resizer::report
