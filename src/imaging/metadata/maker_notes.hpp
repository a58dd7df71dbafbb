#pragma once

#include <cstdint>
#include <span>

namespace resizer::imaging {

/// Whether a maker note (Exif 2.3, 4.6.5, tag 0x927C) keeps its sense at another place of the stream: it has no offsets
/// or they count from its own beginning. Most count from the beginning of the stream around it.
bool maker_note_can_move(std::span<const std::uint8_t> note) noexcept;

}  // namespace resizer::imaging
