#include "imaging/png_palette.hpp"

#include <algorithm>

namespace resizer::imaging {

namespace {

/// One row of a picture as colours of 32 bits: alpha, then red, green and blue from the highest bits down.
class ColorRow {
 public:
  ColorRow(const Image& image, std::uint32_t y) noexcept {
    const auto row = static_cast<int>(y);
    for (std::size_t plane = 0; plane < image.planes.size(); ++plane) planes_[plane] = image.planes[plane].ptr(row);
  }
  std::uint32_t operator[](std::size_t x) const noexcept {
    const std::uint32_t alpha = planes_[3] == nullptr ? 255 : planes_[3][x];
    return alpha << 24 | static_cast<std::uint32_t>(planes_[0][x]) << 16 |
           static_cast<std::uint32_t>(planes_[1][x]) << 8 | planes_[2][x];
  }

 private:
  std::array<const std::uint8_t*, 4> planes_{};
};

}  // namespace

std::optional<PngPalette> PngPalette::of(const Image& image) {
  PngPalette palette;
  for (std::uint32_t y = 0; y < image.size.height_px; ++y) {
    if (!palette.add_row(image, y)) return {};
  }
  palette.sort();
  return palette;
}

std::size_t PngPalette::find(std::uint32_t color) const noexcept {
  constexpr std::uint32_t kGoldenRatio = 0x9E3779B9;  // spreads neighbouring colours (Knuth, TAOCP 3, 6.4)
  std::size_t slot = (color * kGoldenRatio) >> 22;
  static_assert(kSlots == std::size_t{1} << (32 - 22));
  while (slots_[slot].index != kEmpty && slots_[slot].color != color) slot = (slot + 1) % kSlots;
  return slot;
}

bool PngPalette::add_row(const Image& image, std::uint32_t y) {
  const ColorRow colors(image, y);
  for (std::size_t x = 0; x < image.size.width_px; ++x) {
    const std::uint32_t color = colors[x];
    if (x > 0 && color == colors[x - 1]) continue;
    Slot& slot = slots_[find(color)];
    if (slot.index != kEmpty) continue;
    if (colors_.size() == kMaxColors) return false;
    slot = {color, static_cast<std::uint16_t>(colors_.size())};
    colors_.push_back({static_cast<std::uint8_t>(color >> 16), static_cast<std::uint8_t>(color >> 8),
                       static_cast<std::uint8_t>(color), static_cast<std::uint8_t>(color >> 24)});
  }
  return true;
}

void PngPalette::sort() {
  std::vector<Slot*> used;
  for (Slot& slot : slots_) {
    if (slot.index != kEmpty) used.push_back(&slot);
  }
  // The alpha is in the highest bits, so that opaque colours come last.
  std::sort(used.begin(), used.end(), [](const Slot* a, const Slot* b) { return a->color < b->color; });
  std::vector<std::array<std::uint8_t, 4>> sorted;
  for (Slot* slot : used) {
    sorted.push_back(colors_[slot->index]);
    slot->index = static_cast<std::uint16_t>(sorted.size() - 1);
  }
  colors_ = std::move(sorted);
}

unsigned PngPalette::index_bits() const noexcept {
  return colors_.size() <= 2 ? 1 : colors_.size() <= 4 ? 2 : colors_.size() <= 16 ? 4 : 8;
}

void PngPalette::index_row(const Image& image, std::uint32_t y, std::uint8_t* indexes) const noexcept {
  const ColorRow colors(image, y);
  for (std::size_t x = 0; x < image.size.width_px; ++x) {
    const bool repeated = x > 0 && colors[x] == colors[x - 1];
    indexes[x] = repeated ? indexes[x - 1] : static_cast<std::uint8_t>(slots_[find(colors[x])].index);
  }
}

}  // namespace resizer::imaging
