#include "imaging/codecs/jpeg/segments.hpp"

#include <algorithm>
#include <cstring>

#include "imaging/core/big_endian.hpp"

namespace resizer::imaging {
namespace {

constexpr std::size_t kMarkerBytes = 2;
constexpr std::size_t kLengthBytes = 2;

/// Stuffed zeros and fill bytes are not markers.
bool is_marker(std::uint8_t code) noexcept {
  return code != 0x00 && code != kJpegMarkerPrefix;
}

/// TEM, RSTn, SOI and EOI have no length.
bool stands_alone(std::uint8_t code) noexcept {
  return code == 0x01 || (code >= 0xD0 && code <= 0xD9);
}

/// The bytes from the next marker; empty if there is none.
ByteView from_marker(ByteView bytes) noexcept {
  while (bytes.size() >= kMarkerBytes) {
    const void* found = std::memchr(bytes.data(), kJpegMarkerPrefix, bytes.size() - 1);
    if (found == nullptr) return {};
    bytes = {static_cast<const std::uint8_t*>(found), bytes.data() + bytes.size()};
    if (is_marker(bytes[1])) return bytes;
    bytes = bytes.subspan(1);
  }
  return {};
}

}  // namespace

std::optional<JpegSegment> JpegSegments::next() noexcept {
  rest_ = from_marker(rest_);
  if (rest_.empty()) return std::nullopt;
  const std::uint8_t code = rest_[1];
  rest_ = rest_.subspan(kMarkerBytes);
  if (stands_alone(code)) return JpegSegment{static_cast<JpegMarker>(code), {}};
  if (rest_.size() < kLengthBytes) return std::nullopt;
  const std::size_t length = std::max<std::size_t>(big_endian_u16(rest_.data()), kLengthBytes);
  if (rest_.size() < length) {
    rest_ = {};
    return std::nullopt;
  }
  const ByteView body = rest_.subspan(kLengthBytes, length - kLengthBytes);
  rest_ = rest_.subspan(length);
  return JpegSegment{static_cast<JpegMarker>(code), body};
}

std::size_t count_scans(ByteView jpeg) noexcept {
  JpegSegments segments(jpeg);
  std::size_t scans = 0;
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegMarker::end_of_image) break;
    if (segment->marker == JpegMarker::start_of_scan) ++scans;
  }
  return scans;
}

bool holds_whole_jpeg(ByteView head) noexcept {
  JpegSegments segments(head);
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegMarker::end_of_image) return true;
  }
  return false;
}

}  // namespace resizer::imaging
