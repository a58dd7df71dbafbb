#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Numbers and texts as bytes, the same on every machine: numbers with the lowest byte first, texts after their length.
namespace resizer::rerun {

inline constexpr std::size_t kNumberBytes = 8;

inline void put_number(std::string& bytes, std::uint64_t number) {
  for (std::size_t i = 0; i < kNumberBytes; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
}

inline void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size());
  bytes += text;
}

/// Takes one field after the other. Where bytes are missing, fields are empty, and is_at_end() is false.
class ByteFields {
 public:
  explicit ByteFields(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t take_number() {
    const std::string_view digits = take(kNumberBytes);
    std::uint64_t number = 0;
    for (std::size_t i = digits.size(); i-- > 0;) number = number << 8U | static_cast<unsigned char>(digits[i]);
    return number;
  }
  std::string_view take_text() { return take(take_number()); }
  bool is_at_end() const { return !is_short_ && rest_.empty(); }
  bool is_short() const { return is_short_; }  ///< Bytes were missing.

 private:
  std::string_view take(std::uint64_t count) {
    if (is_short_ || count > rest_.size()) {
      is_short_ = true;
      return {};
    }
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  std::string_view rest_;
  bool is_short_ = false;
};

}  // namespace resizer::rerun
