#include "util/printable.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace resizer::util {
namespace {

/// A well-formed sequence at the start of a string; `length` is 0 if there is none.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;
};

constexpr std::uint32_t byte_at(std::string_view bytes, std::size_t index) noexcept {
  return static_cast<unsigned char>(bytes[index]);
}

CodePoint decode_first(std::string_view bytes) noexcept {
  const std::uint32_t lead = byte_at(bytes, 0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return {};
  std::uint32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint32_t next = byte_at(bytes, i);
    if ((next & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (next & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, length};
}

/// Characters that move the cursor, start escape sequences, break the line or change the writing direction.
constexpr bool is_harmful(std::uint32_t c) noexcept {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void append_escaped(std::string& out, std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
  }
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const CodePoint first = decode_first(bytes);
    if (first.length == 0) return false;
    bytes.remove_prefix(first.length);
  }
  return true;
}

std::string printable(std::string_view bytes) {
  constexpr std::size_t kMostBytes = 8192;  // twice the longest path
  constexpr std::size_t kBeginningBytes = 1000;
  if (bytes.size() > kMostBytes) {
    return printable(bytes.substr(0, kBeginningBytes)) + "... (" + std::to_string(bytes.size()) + " bytes)";
  }
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const CodePoint first = decode_first(bytes);
    const std::string_view taken = bytes.substr(0, std::max<std::size_t>(first.length, 1));
    if (first.length == 0 || is_harmful(first.value)) {
      append_escaped(out, taken);
    } else {
      out += taken;
    }
    bytes.remove_prefix(taken.size());
  }
  return out;
}

std::size_t count_code_points(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace resizer::util
