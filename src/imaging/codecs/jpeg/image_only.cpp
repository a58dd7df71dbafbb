#include <string_view>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/jpeg/segments.hpp"

namespace resizer::imaging {
namespace {

using namespace std::string_view_literals;

bool begins_with(ByteView body, std::string_view identifier) noexcept {
  return std::string_view(reinterpret_cast<const char*>(body.data()), body.size()).starts_with(identifier);
}

/// SOFn, DHT, DAC and RSTn, among others (ITU-T T.81, table B.1).
bool is_coded_image(JpegMarker marker) noexcept {
  return marker >= static_cast<JpegMarker>(0xC0) && marker <= static_cast<JpegMarker>(0xD7);
}

/// Of the APPn segments only JFIF without a thumbnail, Adobe, and the ICC profile (ICC.1:2010, B.4).
bool belongs_to_image(const JpegSegment& segment) noexcept {
  constexpr std::size_t kJfifBytes = 14;
  switch (segment.marker) {
    case JpegMarker::start_of_image:
    case JpegMarker::start_of_scan:
    case JpegMarker::quantization_tables:
    case JpegMarker::restart_interval:
      return true;
    case JpegMarker::app0:
      return begins_with(segment.body, "JFIF\0"sv) && segment.body.size() == kJfifBytes;
    case JpegMarker::app2:
      return begins_with(segment.body, "ICC_PROFILE\0"sv);
    case JpegMarker::app14:
      return begins_with(segment.body, "Adobe"sv);
    default:
      return is_coded_image(segment.marker);
  }
}

}  // namespace

bool jpeg_holds_image_only(ByteView file) noexcept {
  JpegSegments segments(file);
  while (const auto segment = segments.next()) {
    if (segment->marker == JpegMarker::end_of_image) return segments.rest().empty();
    if (!belongs_to_image(*segment)) return false;
  }
  return false;
}

}  // namespace resizer::imaging
