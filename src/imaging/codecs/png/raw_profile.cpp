#include "imaging/codecs/png/raw_profile.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "imaging/metadata/exif.hpp"
#include "imaging/metadata/image_resources.hpp"

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

constexpr auto kKeyword = "Raw profile type "sv;
constexpr auto kXmpHeader = "http://ns.adobe.com/xap/1.0/\0"sv;  // of JPEG's APP1

std::string_view take_line(std::string_view& text) noexcept {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

int digit_of(char letter) noexcept {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

std::optional<Bytes> bytes_in(std::string_view text) {
  take_line(text);  // empty
  take_line(text);  // the kind again
  std::string_view count_line = take_line(text);
  count_line.remove_prefix(std::min(count_line.find_first_not_of(' '), count_line.size()));
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(count_line.data(), count_line.data() + count_line.size(), count);
  if (error != std::errc() || end != count_line.data() + count_line.size() || count > text.size() / 2) return {};
  Bytes bytes;
  bytes.reserve(count);
  int high = -1;
  for (const char letter : text) {
    const int digit = digit_of(letter);
    if (digit < 0) continue;
    if (high >= 0) bytes.push_back(static_cast<std::uint8_t>(high << 4 | digit));
    high = high < 0 ? digit : -1;
    if (bytes.size() == count) break;
  }
  return bytes.size() == count ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string_view text_of(const Bytes& bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void take(ByteView block, Bytes& into) {
  if (into.empty()) into.assign(block.begin(), block.end());
}

}  // namespace

bool is_raw_profile(std::string_view keyword) noexcept {
  return keyword.starts_with(kKeyword);
}

bool take_raw_profile(std::string_view keyword, std::string_view text, Metadata& metadata) {
  if (!is_raw_profile(keyword)) return false;
  const std::string_view kind = keyword.substr(kKeyword.size());
  const auto bytes = bytes_in(text);
  if (!bytes) return false;
  const bool is_app1 = kind == "APP1";
  if (kind == "xmp" || (is_app1 && text_of(*bytes).starts_with(kXmpHeader))) {
    take(ByteView(*bytes).subspan(is_app1 ? kXmpHeader.size() : 0), metadata.xmp);
  } else if (kind == "exif" || is_app1) {
    take(without_exif_prefix(*bytes), metadata.exif);
  } else if (kind == "iptc" || kind == "8bim") {
    take(text_of(*bytes).starts_with("8BIM") ? *bytes : iptc_resource(*bytes), metadata.iptc);
  } else {
    return false;
  }
  return true;
}

}  // namespace resizer::imaging
