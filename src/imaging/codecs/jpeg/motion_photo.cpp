#include "imaging/codecs/jpeg/motion_photo.hpp"

#include <algorithm>
#include <string_view>

namespace resizer::imaging {
namespace {

std::uint32_t little_endian(ByteView bytes) noexcept {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i > 0; --i) value = value << 8U | bytes[i - 1];
  return value;
}

}  // namespace

/// As in ExifTool's Samsung.pm: "SEFH", a version, the entry count, 12-byte entries that begin with 0, 0 and a type,
/// 0x0A30 for a video; the length of all these, "SEFT".
bool has_samsung_video(ByteView file) noexcept {
  constexpr std::string_view kEnd = "SEFT";
  constexpr std::size_t kTailBytes = 8;
  constexpr std::size_t kHeaderBytes = 12;
  constexpr std::size_t kEntryBytes = 12;
  constexpr std::uint32_t kVideo = 0x0A300000;
  if (file.size() < kTailBytes) return false;
  const ByteView tail = file.last(kTailBytes);
  if (!std::equal(kEnd.begin(), kEnd.end(), tail.begin() + 4)) return false;
  const std::size_t length = little_endian(tail);
  if (length > file.size() - kTailBytes) return false;
  ByteView list = file.first(file.size() - kTailBytes).last(length);
  if (list.size() < kHeaderBytes) return false;
  for (list = list.subspan(kHeaderBytes); list.size() >= kEntryBytes; list = list.subspan(kEntryBytes)) {
    if (little_endian(list) == kVideo) return true;
  }
  return false;
}

}  // namespace resizer::imaging
