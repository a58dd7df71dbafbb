#pragma once

#include <cstdint>
#include <span>

namespace resizer::imaging {

/// Whether a maker note (Exif 2.3, 4.6.5, tag 0x927C) can be moved within the stream: it has no offsets, or they are
/// relative to its own start. In most they are relative to the start of the stream.
bool maker_note_can_move(std::span<const std::uint8_t> note) noexcept;

}  // namespace resizer::imaging
