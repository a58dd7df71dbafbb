#include "imaging/iso_boxes.hpp"

#include <algorithm>

namespace resizer::imaging {

std::vector<Box> boxes_in(ByteView bytes) {
  constexpr std::size_t kHeaderBytes = 8;
  constexpr std::size_t kWideHeaderBytes = 16;
  std::vector<Box> boxes;
  while (bytes.size() >= kHeaderBytes) {
    std::uint64_t size = big_endian_u32(bytes.data());
    std::size_t header = kHeaderBytes;
    if (size == 1 && bytes.size() >= kWideHeaderBytes) {
      size = std::uint64_t{big_endian_u32(&bytes[8])} << 32U | big_endian_u32(&bytes[12]);
      header = kWideHeaderBytes;
    } else if (size == 0) {
      size = bytes.size();
    }
    if (size < header) break;
    const std::size_t present = static_cast<std::size_t>(std::min<std::uint64_t>(size, bytes.size()));
    boxes.push_back({big_endian_u32(&bytes[4]), bytes.subspan(header, present - header)});
    bytes = bytes.subspan(present);
  }
  return boxes;
}

ByteView find_box(const std::vector<Box>& boxes, std::string_view name) {
  const auto found = std::find_if(boxes.begin(), boxes.end(), [&](const Box& box) { return box.type == fourcc(name); });
  return found == boxes.end() ? ByteView{} : found->body;
}

}  // namespace resizer::imaging
