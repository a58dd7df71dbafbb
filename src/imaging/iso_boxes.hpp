#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "imaging/big_endian.hpp"
#include "resizer/imaging/codec.hpp"
#include "resizer/util/error.hpp"

/// The boxes that a HEIF file is made of (ISO/IEC 14496-12, 4.2).
namespace resizer::imaging {

constexpr std::uint32_t fourcc(std::string_view name) noexcept {
  std::uint32_t type = 0;
  for (const char letter : name) type = type << 8U | static_cast<std::uint8_t>(letter);
  return type;
}

/// Takes integers from the front of some bytes.
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
  /// An item's number, which later versions of a box have in four bytes.
  std::uint32_t id(bool wide) { return wide ? u32() : u16(); }
  ByteView rest() const noexcept { return rest_; }

 private:
  ByteView rest_;
};

struct Box {
  std::uint32_t type = 0;
  ByteView body;
};

/// The boxes side by side in `bytes`, up to one that does not make sense. The last one may be cut short.
std::vector<Box> boxes_in(ByteView bytes);

/// The contents of the first box of this type; empty if there is none.
ByteView find_box(const std::vector<Box>& boxes, std::string_view name);

}  // namespace resizer::imaging
