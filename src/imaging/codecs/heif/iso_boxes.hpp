#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "imaging/codecs/codec.hpp"
#include "imaging/core/big_endian.hpp"
#include "util/error.hpp"

/// The boxes of HEIF files (ISO/IEC 14496-12, 4.2).
namespace resizer::imaging {

constexpr std::uint32_t fourcc(std::string_view name) noexcept {
  std::uint32_t type = 0;
  for (const char letter : name) type = type << 8U | static_cast<std::uint8_t>(letter);
  return type;
}

/// Reads integers from the front of a byte range. Throws util::Error(truncated) at its end.
class Cursor {
 public:
  explicit Cursor(ByteView bytes) noexcept : rest_(bytes) {}

  ByteView take(std::size_t count) {
    if (count > rest_.size()) throw util::Error(util::ErrorCode::truncated, "HEIF: a box ends too early");
    const ByteView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  std::uint8_t u8() { return take(1)[0]; }
  std::uint16_t u16() { return big_endian_u16(take(2).data()); }
  std::uint32_t u32() { return big_endian_u32(take(4).data()); }
  /// An integer of 0 to 8 bytes.
  std::uint64_t integer(std::size_t bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : take(bytes)) value = value << 8U | byte;
    return value;
  }
  /// An item id, which has four bytes in later versions of a box.
  std::uint32_t id(bool wide) { return wide ? u32() : u16(); }
  /// Text up to the next zero byte, which is skipped.
  std::string_view text();
  ByteView rest() const noexcept { return rest_; }

 private:
  ByteView rest_;
};

struct Box {
  std::uint32_t type = 0;
  ByteView body;
};

/// A box that begins with a version and flags (ISO/IEC 14496-12, 4.2: FullBox).
struct VersionAndFlags {
  unsigned version = 0;
  std::uint32_t flags = 0;
};
VersionAndFlags take_version(Cursor& cursor);

/// Iterates over consecutive boxes, up to an invalid one. The last one may be truncated.
class BoxReader {
 public:
  explicit BoxReader(ByteView bytes) noexcept : rest_(bytes) {}
  std::optional<Box> next() noexcept;

 private:
  ByteView rest_;
};

/// The contents of the first box of this type; empty if there is none.
ByteView find_box(ByteView boxes, std::string_view name) noexcept;

}  // namespace resizer::imaging
