#include "imaging/pipeline/placeholder.hpp"

#include <algorithm>
#include <cmath>

#include "imaging/pipeline/thumb_hash.hpp"

namespace resizer::imaging {
namespace {

constexpr std::uint32_t kLargestSidePx = 100;
constexpr double kWhite = 255;

/// Not larger than a ThumbHash should be made from.
Image shrunk(const Image& image, Resampler& resampler) {
  const double longer = std::max(image.size.width_px, image.size.height_px);
  if (longer <= kLargestSidePx) return image;
  const auto part = [&](double side) {
    return std::max(1U, static_cast<std::uint32_t>(std::lround(side * kLargestSidePx / longer)));
  };
  const Region whole{0, 0, static_cast<double>(image.size.width_px), static_cast<double>(image.size.height_px)};
  const Size size{part(image.size.width_px), part(image.size.height_px)};
  return resampler.resample(image, {whole, size, {}, image.format.alpha, model::Filter::box});
}

std::vector<RgbaPixel> pixels_of(const Image& image) {
  const bool is_gray = image.format.family == ColorFamily::gray;
  std::vector<RgbaPixel> pixels;
  for (std::uint32_t y = 0; y < image.size.height_px; ++y) {
    for (std::uint32_t x = 0; x < image.size.width_px; ++x) {
      const auto sample = [&](std::size_t plane) {
        return image.planes[plane].at<std::uint8_t>(static_cast<int>(y), static_cast<int>(x)) / kWhite;
      };
      pixels.push_back({sample(0), sample(is_gray ? 0 : 1), sample(is_gray ? 0 : 2),
                        image.format.has_alpha() ? sample(image.planes.size() - 1) : 1});
    }
  }
  return pixels;
}

std::uint8_t byte_of(double part) {
  return static_cast<std::uint8_t>(std::lround(part * kWhite));
}

}  // namespace

model::Placeholder placeholder_of(const Image& image, Resampler& resampler) {
  const Image small = shrunk(image, resampler);
  const std::vector<RgbaPixel> pixels = pixels_of(small);
  const RgbaPixel mean = mean_of(pixels);
  const std::vector<std::uint8_t> hash = thumb_hash(pixels, small.size);
  model::Placeholder placeholder{.average = {byte_of(mean.red), byte_of(mean.green), byte_of(mean.blue)},
                                 .hash = {},
                                 .hash_bytes = static_cast<std::uint8_t>(hash.size())};
  std::ranges::copy(hash, placeholder.hash.begin());
  return placeholder;
}

}  // namespace resizer::imaging
