#include "imaging/codecs/heif/iso_boxes.hpp"

#include <algorithm>

namespace resizer::imaging {

std::string_view Cursor::text() {
  const auto end = std::find(rest_.begin(), rest_.end(), 0);
  const auto length = static_cast<std::size_t>(end - rest_.begin());
  const ByteView bytes = take(length);
  if (!rest_.empty()) take(1);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

VersionAndFlags take_version(Cursor& cursor) {
  const std::uint32_t both = cursor.u32();
  return {both >> 24U, both & 0xFFFFFFU};
}

std::optional<Box> BoxReader::next() noexcept {
  constexpr std::size_t kHeaderBytes = 8;
  constexpr std::size_t kWideHeaderBytes = 16;
  if (rest_.size() < kHeaderBytes) return std::nullopt;
  std::uint64_t size = big_endian_u32(rest_.data());
  std::size_t header = kHeaderBytes;
  if (size == 1 && rest_.size() >= kWideHeaderBytes) {
    size = std::uint64_t{big_endian_u32(&rest_[8])} << 32U | big_endian_u32(&rest_[12]);
    header = kWideHeaderBytes;
  } else if (size == 0) {
    size = rest_.size();
  }
  if (size < header) return std::nullopt;
  const auto present = static_cast<std::size_t>(std::min<std::uint64_t>(size, rest_.size()));
  const Box box{big_endian_u32(&rest_[4]), rest_.subspan(header, present - header)};
  rest_ = rest_.subspan(present);
  return box;
}

ByteView find_box(ByteView boxes, std::string_view name) noexcept {
  BoxReader reader(boxes);
  while (const auto box = reader.next()) {
    if (box->type == fourcc(name)) return box->body;
  }
  return {};
}

}  // namespace resizer::imaging
