#include "palette_picture.hpp"

#include <gtest/gtest.h>
#include <tiffio.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace resizer::test {
namespace {

constexpr std::uint32_t kWidthPx = 1200;
constexpr std::uint32_t kHeightPx = 800;
constexpr unsigned kColors = 32;

std::uint8_t index_at(std::uint32_t x, std::uint32_t y) {
  const double wave = std::cos(std::hypot(x - kWidthPx / 2.0, y - kHeightPx / 2.0) / 40);
  return static_cast<std::uint8_t>(std::lround((1 + wave) / 2 * (kColors - 1)));
}

/// From blue to yellow on a curve, so that what lies between two of them is a color of its own.
void set_palette(TIFF* tiff) {
  std::array<std::array<std::uint16_t, 256>, 3> channels{};
  for (unsigned index = 0; index < kColors; ++index) {
    constexpr unsigned kPerLevel = 65535 / 255;  // of colors of 8 bits, as most palettes have
    const unsigned level = index * 255 / (kColors - 1);
    channels[0][index] = static_cast<std::uint16_t>(level * kPerLevel);
    channels[1][index] = static_cast<std::uint16_t>(level * level / 255 * kPerLevel);
    channels[2][index] = static_cast<std::uint16_t>((255 - level) * kPerLevel);
  }
  TIFFSetField(tiff, TIFFTAG_COLORMAP, channels[0].data(), channels[1].data(), channels[2].data());
}

}  // namespace

void write_palette_tiff(const std::filesystem::path& path) {
  const std::unique_ptr<TIFF, decltype(&TIFFClose)> file(TIFFOpen(path.c_str(), "w"), TIFFClose);
  ASSERT_NE(file, nullptr) << path;
  TIFFSetField(file.get(), TIFFTAG_IMAGEWIDTH, kWidthPx);
  TIFFSetField(file.get(), TIFFTAG_IMAGELENGTH, kHeightPx);
  TIFFSetField(file.get(), TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(file.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(file.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_PALETTE);
  TIFFSetField(file.get(), TIFFTAG_ROWSPERSTRIP, kHeightPx);
  set_palette(file.get());
  std::vector<std::uint8_t> row(kWidthPx);
  for (std::uint32_t y = 0; y < kHeightPx; ++y) {
    for (std::uint32_t x = 0; x < kWidthPx; ++x) row[x] = index_at(x, y);
    ASSERT_EQ(TIFFWriteScanline(file.get(), row.data(), y, 0), 1);
  }
}

}  // namespace resizer::test
