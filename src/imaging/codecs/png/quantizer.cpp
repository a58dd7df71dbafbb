#include "imaging/codecs/png/quantizer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "imaging/codecs/png/color_row.hpp"

namespace resizer::imaging {
namespace {

constexpr std::size_t kMaxCounted = std::size_t{1} << 17;
constexpr double kMinPsnrDb = 40;

std::uint32_t squared_distance(std::uint32_t color, const std::array<std::uint8_t, 4>& shown) noexcept {
  const auto channels = channels_of(color);
  int sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += (channels[i] - shown[i]) * (channels[i] - shown[i]);
  return static_cast<std::uint32_t>(sum);
}

double psnr_db(std::uint64_t squared_error, const Image& image) noexcept {
  const double samples = static_cast<double>(image.planes.size()) * image.size.width_px * image.size.height_px;
  return 10 * std::log10(255.0 * 255 * samples / std::max(static_cast<double>(squared_error), 1.0));
}

}  // namespace

PngQuantizer::PngQuantizer(const Image& image) : image_(image), counted_(count(image)), groups_(counted_.colors) {}

std::optional<PngQuantizer::Counted> PngQuantizer::count(const Image& image, std::uint32_t mask) {
  const std::size_t pixels = std::size_t{image.size.width_px} * image.size.height_px;
  Counted counted{mask, PngColorTable(std::min(pixels, kMaxCounted)), {}};
  for (std::uint32_t y = 0; y < image.size.height_px; ++y) {
    const PngColorRow row(image, y);
    std::uint32_t number = PngColorTable::kNone;
    for (std::size_t x = 0; x < image.size.width_px; ++x) {
      if (x == 0 || row[x] != row[x - 1]) number = counted.table.add(row[x] & mask);
      if (number == PngColorTable::kNone) return {};
      if (number == counted.colors.size()) counted.colors.push_back({channels_of(row[x]), 0});
      ++counted.colors[number].pixels;
    }
  }
  return counted;
}

/// If there are too many colors, they are distinguished by their upper bits only, to keep the table small.
PngQuantizer::Counted PngQuantizer::count(const Image& image) {
  constexpr std::uint32_t kChannelUnits = 0x01010101;
  std::uint32_t ignored = 0;
  while (true) {
    if (std::optional<Counted> counted = count(image, ~ignored)) return std::move(*counted);
    ignored = ignored << 1 | kChannelUnits;
  }
}

std::optional<Image> PngQuantizer::in_colors(std::size_t count) {
  groups_.merge_to(count);
  const auto shown = groups_.shown();
  Image result = make_image(image_.format, image_.size);
  std::uint64_t squared_error = 0;
  for (std::uint32_t y = 0; y < image_.size.height_px; ++y) {
    const PngColorRow row(image_, y);
    std::array<std::uint8_t*, 4> out{};
    for (std::size_t plane = 0; plane < result.planes.size(); ++plane) {
      out[plane] = result.planes[plane].ptr(static_cast<int>(y));
    }
    std::array<std::uint8_t, 4> color{};
    std::uint32_t error = 0;
    for (std::size_t x = 0; x < image_.size.width_px; ++x) {
      if (x == 0 || row[x] != row[x - 1]) {
        color = shown[counted_.table[row[x] & counted_.mask]];
        error = squared_distance(row[x], color);
      }
      squared_error += error;
      for (std::size_t plane = 0; plane < result.planes.size(); ++plane) out[plane][x] = color[plane];
    }
  }
  if (psnr_db(squared_error, image_) < kMinPsnrDb) return {};
  return result;
}

}  // namespace resizer::imaging
