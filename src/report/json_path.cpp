#include "report/json_parts.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::report {
namespace {

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += {kDigits[byte >> 4U], kDigits[byte & 0xFU]};
  }
  return text;
}

}  // namespace

Json path_json(const std::filesystem::path& path) {
  if (util::is_utf8(path.native())) return path.native();
  return {{"hex", to_hex(path.native())}, {"printable", util::printable(path.native())}};
}

}  // namespace resizer::report
