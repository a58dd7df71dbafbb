#include "report/html/links.hpp"

#include <string_view>

namespace resizer::report {
namespace {

namespace fs = std::filesystem;

/// Bytes that mean themselves in every part of a URL: "unreserved" of RFC 3986, section 2.3, and the slash.
bool is_plain(char c) {
  static constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  return kPlain.find(c) != std::string_view::npos;
}

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

bool goes_up_from_a_name(const fs::path& path) {
  bool has_name = false;
  for (const fs::path& part : path) {
    if (part == ".." && has_name) return true;
    has_name = has_name || (part != ".." && part != "." && part != "/");
  }
  return false;
}

}  // namespace

std::string link_to(const fs::path& file, const analysis::Facts& facts) {
  if (file.empty() || goes_up_from_a_name(file)) return {};
  const fs::path path = (facts.working_folder / file).lexically_normal();
  if (!facts.html_folder) return path.is_absolute() ? "file://" + percent_encoded(path.native()) : "";
  if (goes_up_from_a_name(*facts.html_folder)) return {};
  const fs::path folder = (facts.working_folder / *facts.html_folder).lexically_normal();
  return percent_encoded(path.lexically_relative(folder).native());
}

}  // namespace resizer::report
