#include "report/json/parts.hpp"
#include "util/printable.hpp"

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

std::optional<unsigned> digit_from(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

std::optional<std::string> from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const auto high = digit_from(digits[i]);
    const auto low = digit_from(digits[i + 1]);
    if (!high || !low) return std::nullopt;
    bytes += static_cast<char>(*high << 4U | *low);
  }
  return digits.size() % 2 == 0 ? std::optional(bytes) : std::nullopt;
}

}  // namespace

Json path_json(const std::filesystem::path& path) {
  if (util::is_utf8(path.native())) return path.native();
  return {{"hex", to_hex(path.native())}, {"printable", util::printable(path.native())}};
}

std::optional<std::filesystem::path> path_from_json(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_object() || !json.contains("hex") || !json["hex"].is_string()) return std::nullopt;
  return from_hex(json["hex"].get<std::string>());
}

}  // namespace resizer::report
