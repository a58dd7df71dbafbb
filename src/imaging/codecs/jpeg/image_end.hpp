#pragma once

#include <cstddef>
#include <cstdint>

#include "imaging/codecs/codec.hpp"

/// Judges the data after the last scan of a JPEG, and what it means for the pixels.
namespace resizer::imaging {

/// Some cameras pad scans with a few bytes. More usually mean that the decoder lost sync: nine in ten of the bit flips
/// that libjpeg notices at all show up this way.
inline constexpr std::size_t kMaxPaddingBytes = 8;

/// The number of bytes past a scan that libjpeg may have consumed when it looks for the next marker.
inline constexpr std::size_t kMaxBytesAhead = 8;

/// Whether the data after a scan seems to begin within it: a repeated byte, or text, as in files whose end was
/// overwritten. The last pixels are then wrong. The scan ends at `scan_end`, or up to `bytes_ahead` bytes before.
bool is_overwritten(ByteView file, std::size_t scan_end, std::size_t bytes_ahead = 0) noexcept;

enum class ImageEnd : std::uint8_t {
  proper,
  odd,      ///< Padding, a missing EOI, or something else in its place; the pixels are intact.
  doubtful  ///< The decoder may have lost sync.
};

/// Judges the data after the last scan, which was decoded without errors up to `scan_end`, or up to `bytes_ahead` bytes
/// before.
ImageEnd judge_image_end(ByteView file, std::size_t scan_end, std::size_t bytes_ahead = 0) noexcept;

}  // namespace resizer::imaging
