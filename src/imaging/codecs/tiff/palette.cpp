#include "imaging/codecs/tiff/palette.hpp"

#include <algorithm>
#include <array>

#include "util/error.hpp"

namespace resizer::imaging {

void read_palette(const TiffSource& file, TiffImage& image) {
  std::array<std::uint16_t*, 3> channels{};
  if (TIFFGetField(file.handle(), TIFFTAG_COLORMAP, &channels[0], &channels[1], &channels[2]) != 1) {
    throw util::Error(util::ErrorCode::corrupt, "corrupt TIFF: the palette is missing");
  }
  const std::size_t count = std::size_t{1} << image.bits;
  const auto all = [&](const auto& holds) {
    return std::all_of(channels.begin(), channels.end(),
                       [&](const std::uint16_t* channel) { return std::all_of(channel, channel + count, holds); });
  };
  // TIFF 6.0 requires 16 bits; some writers use 8, or only the upper half.
  const bool is_narrow = all([](std::uint16_t value) { return value < 256; });
  const bool is_shifted = all([](std::uint16_t value) { return value % 256 == 0; });
  const bool is_doubled = all([](std::uint16_t value) { return value % 257 == 0; });
  const bool is_deep = image.bits > 8 || !(is_narrow || is_shifted || is_doubled);
  image.format.sample = is_deep ? SampleType::u16 : SampleType::u8;
  image.format.depth_bits = is_deep ? 16 : 8;
  const auto delivered = [=](unsigned value) {
    const unsigned narrow = is_narrow ? value : value >> 8U;
    const unsigned deep = is_narrow || is_shifted ? narrow * 257 : value;
    return static_cast<std::uint16_t>(is_deep ? deep : narrow);
  };
  for (std::size_t index = 0; index < count; ++index) {
    image.palette.push_back(
        {delivered(channels[0][index]), delivered(channels[1][index]), delivered(channels[2][index])});
  }
}

}  // namespace resizer::imaging
