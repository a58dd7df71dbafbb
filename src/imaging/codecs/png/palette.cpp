#include "imaging/codecs/png/palette.hpp"

#include <algorithm>

#include "imaging/codecs/png/color_row.hpp"

namespace resizer::imaging {

std::optional<PngPalette> PngPalette::of(const Image& image) {
  PngPalette palette;
  std::vector<std::uint32_t> found;
  for (std::uint32_t y = 0; y < image.size.height_px; ++y) {
    const PngColorRow colors(image, y);
    for (std::size_t x = 0; x < image.size.width_px; ++x) {
      const std::uint32_t color = colors[x];
      if (x > 0 && color == colors[x - 1]) continue;
      const std::uint32_t number = palette.table_.add(color);
      if (number == PngColorTable::kNone) return {};
      if (number == found.size()) found.push_back(color);
    }
  }
  std::sort(found.begin(), found.end());  // the alpha is in the highest bits, so that opaque colors come last
  for (const std::uint32_t color : found) {
    palette.index_[palette.table_[color]] = static_cast<std::uint8_t>(palette.colors_.size());
    palette.colors_.push_back(channels_of(color));
  }
  return palette;
}

unsigned PngPalette::index_bits() const noexcept {
  return colors_.size() <= 2 ? 1 : colors_.size() <= 4 ? 2 : colors_.size() <= 16 ? 4 : 8;
}

void PngPalette::index_row(const Image& image, std::uint32_t y, std::uint8_t* indexes) const noexcept {
  const PngColorRow colors(image, y);
  for (std::size_t x = 0; x < image.size.width_px; ++x) {
    const bool repeated = x > 0 && colors[x] == colors[x - 1];
    indexes[x] = repeated ? indexes[x - 1] : index_[table_[colors[x]]];
  }
}

}  // namespace resizer::imaging
