#pragma once

#include <cstddef>
#include <cstdint>

#include "imaging/codecs/codec.hpp"

/// What is behind the last scan of a JPEG file, and what it says of the pixels before.
namespace resizer::imaging {

/// A few bytes behind a scan are what some cameras pad it with. More are what a decoder that lost its place left: of
/// the bit flips that libjpeg notices at all, nine in ten show so.
inline constexpr std::size_t kMaxPaddingBytes = 8;

/// How many bytes behind a scan libjpeg may have taken when it looks for the next marker.
inline constexpr std::size_t kMaxBytesAhead = 8;

/// Whether what stands behind a scan began within it: a byte over and over, or text. So end files whose end was
/// overwritten, and the last pixels were made of that. The scan ends at `scan_end`, or up to `bytes_ahead` before that.
bool is_overwritten(ByteView file, std::size_t scan_end, std::size_t bytes_ahead = 0) noexcept;

enum class ImageEnd : std::uint8_t {
  proper,
  odd,      ///< Padding, a missing end marker, or something else in its place: the pixels are as they were written.
  doubtful  ///< The decoder may have lost its place.
};

/// Judges what follows the last scan, whose pixels were all decoded without a flaw from bytes up to `scan_end`, or up
/// to some that are `bytes_ahead` before that at the most.
ImageEnd judge_image_end(ByteView file, std::size_t scan_end, std::size_t bytes_ahead = 0) noexcept;

}  // namespace resizer::imaging
