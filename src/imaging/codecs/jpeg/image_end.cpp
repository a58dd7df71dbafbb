#include "imaging/codecs/jpeg/image_end.hpp"

#include <algorithm>

#include "imaging/codecs/jpeg/segments.hpp"

namespace resizer::imaging {
namespace {

bool is_zero(std::uint8_t byte) noexcept {
  return byte == 0;
}

/// The offset of the first marker other than RSTn, including fill bytes before it; the end if there is none.
std::size_t find_marker(ByteView bytes) noexcept {
  const auto is_part_of_data = [](std::uint8_t code) { return code == 0x00 || (code >= 0xD0 && code <= 0xD7); };
  std::size_t at = 0;
  while (at + 1 < bytes.size()) {
    const std::size_t prefix = at;
    while (at + 1 < bytes.size() && bytes[at] == kJpegMarkerPrefix && bytes[at + 1] == kJpegMarkerPrefix) ++at;
    if (at + 1 == bytes.size()) return prefix;
    if (bytes[at] == kJpegMarkerPrefix && !is_part_of_data(bytes[at + 1])) return prefix;
    ++at;
  }
  return bytes.size();
}

/// Whether only segments that are allowed after a scan come before EOI.
bool ends_properly(ByteView rest) noexcept {
  JpegSegments segments(rest);
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegMarker::end_of_image) return true;
    const bool may_follow = segment->marker == JpegMarker::number_of_lines || segment->marker >= JpegMarker::app0;
    if (!may_follow) return false;
  }
  return false;
}

bool is_end_marker(ByteView rest) noexcept {
  const auto segment = JpegSegments(rest).next();
  return segment && segment->marker == JpegMarker::end_of_image;
}

}  // namespace

bool is_overwritten(ByteView file, std::size_t scan_end, std::size_t bytes_ahead) noexcept {
  constexpr std::size_t kMaxZerosInAnMcu = 4;  // of a flat one
  constexpr std::size_t kTextBytes = 16;
  const auto is_text = [](std::uint8_t byte) { return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\r'; };
  if (scan_end >= file.size()) return false;
  const ByteView scan = file.first(scan_end - std::min(scan_end, bytes_ahead));
  const ByteView before = scan.last(std::min(scan.size(), kTextBytes));
  const ByteView last = before.last(std::min(before.size(), kMaxZerosInAnMcu + 1));
  return std::ranges::all_of(last, [&](std::uint8_t byte) { return byte == file[scan_end]; }) ||
         std::ranges::all_of(before, is_text);
}

ImageEnd judge_image_end(ByteView file, std::size_t scan_end, std::size_t bytes_ahead) noexcept {
  const ByteView rest = file.subspan(scan_end);
  const std::size_t junk_bytes = find_marker(rest);
  if (junk_bytes == 0) return ends_properly(rest) ? ImageEnd::proper : ImageEnd::odd;
  if (is_overwritten(file, scan_end, bytes_ahead)) return ImageEnd::doubtful;
  const bool is_padding = junk_bytes <= kMaxPaddingBytes || std::ranges::all_of(rest.first(junk_bytes), is_zero);
  // Trailers that are not scan data are usually not followed by EOI, or contain other markers before it.
  return is_padding || !is_end_marker(rest.subspan(junk_bytes)) ? ImageEnd::odd : ImageEnd::doubtful;
}

}  // namespace resizer::imaging
