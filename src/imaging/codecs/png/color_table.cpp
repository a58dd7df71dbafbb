#include "imaging/codecs/png/color_table.hpp"

#include <bit>

namespace resizer::imaging {

PngColorTable::PngColorTable(std::size_t max_colors)
    : max_colors_(max_colors),
      shift_(32 - static_cast<unsigned>(std::bit_width(2 * max_colors))),
      slots_(std::size_t{1} << (32 - shift_)) {}

std::uint32_t PngColorTable::add(std::uint32_t color) noexcept {
  Slot& slot = slots_[find(color)];
  if (slot.number == kNone && size_ < max_colors_) slot = {color, size_++};
  return slot.number;
}

}  // namespace resizer::imaging
