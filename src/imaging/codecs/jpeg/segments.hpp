#pragma once

#include <cstddef>
#include <optional>

#include "imaging/codecs/codec.hpp"

/// Reads the marker segments of a JPEG file (ITU-T T.81, B.1.1) without a decoder.
namespace resizer::imaging {

inline constexpr std::uint8_t kJpegMarkerPrefix = 0xFF;

enum class JpegMarker : std::uint8_t {
  huffman_tables = 0xC4,
  start_of_image = 0xD8,
  end_of_image = 0xD9,
  start_of_scan = 0xDA,
  quantization_tables = 0xDB,
  number_of_lines = 0xDC,
  restart_interval = 0xDD,
  app0 = 0xE0,
  app1 = 0xE1,
  app2 = 0xE2,
  app13 = 0xED,
  app14 = 0xEE,
  app15 = 0xEF,
  comment = 0xFE,
};

struct JpegSegment {
  JpegMarker marker;
  ByteView body;  ///< Without the length; empty for standalone markers.
};

/// Iterates over the markers as decoders do. Skips fill bytes and everything that is not a marker: entropy-coded data
/// or junk.
class JpegSegments {
 public:
  explicit JpegSegments(ByteView jpeg) noexcept : rest_(jpeg) {}

  /// The next marker and its segment. Nothing at the end, or if the segment is truncated.
  std::optional<JpegSegment> next() noexcept;
  /// The bytes after it.
  ByteView rest() const noexcept { return rest_; }

 private:
  ByteView rest_;
};

/// The number of scans before the end of the first image.
std::size_t count_scans(ByteView jpeg) noexcept;

/// Whether the first image ends within these first bytes of a file. No pixel depends on what follows.
bool holds_whole_jpeg(ByteView head) noexcept;

}  // namespace resizer::imaging
