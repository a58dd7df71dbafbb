#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/palette.hpp"
#include "imaging/codecs/png/quantizer.hpp"
#include "imaging/codecs/png/writer.hpp"
#include "util/error.hpp"

namespace resizer::imaging {

namespace {

/// Uses as many colors as a palette can hold, or fewer if the file would exceed its limit: after resampling has blended
/// the colors of a palette, the file would be larger than the input. The choice does not depend on the effort.
Bytes encode_in_few_colors(const Image& image, const EncodeOptions& options) {
  constexpr std::array<std::size_t, 9> kCounts{PngPalette::kMaxColors, 192, 128, 96, 64, 48, 32, 24, 16};
  const std::uint64_t enough_bytes = *options.palette_file_bytes;
  const PngEncodeOptions png = png_encode_options(options);
  Bytes smallest;
  std::optional<Image> smallest_image;
  const auto keep_smallest = [&](const Image& candidate) {
    Bytes file = write_png(candidate, options.metadata);
    if (smallest.empty() || file.size() < smallest.size()) {
      smallest = std::move(file);
      if (png.deflate_level) smallest_image = candidate;
    }
    return smallest.size() <= enough_bytes;
  };
  const auto result = [&] {
    return smallest_image ? write_png(*smallest_image, options.metadata, png) : std::move(smallest);
  };
  const std::optional<PngPalette> exact = PngPalette::of(image);
  if (exact && keep_smallest(image)) return result();
  PngQuantizer quantizer(image);
  for (const std::size_t count : kCounts) {
    if (exact && count >= exact->colors().size()) continue;
    const std::optional<Image> changed = quantizer.in_colors(count);
    if (!changed) break;
    if (keep_smallest(*changed)) return result();
  }
  if (!exact) keep_smallest(image);
  return result();
}

}  // namespace

PixelFormat png_storable(const PixelFormat& wanted, Compression /*compression*/) {
  PixelFormat format;
  format.family = wanted.family == ColorFamily::gray ? ColorFamily::gray : ColorFamily::rgb;
  const bool deep = wanted.depth_bits > 8;
  format.sample = deep ? SampleType::u16 : SampleType::u8;
  format.depth_bits = deep ? 16 : 8;
  format.alpha = wanted.has_alpha() ? Alpha::straight : Alpha::none;
  return format;
}

Bytes encode_png(const Image& image, const EncodeOptions& options) {
  if (image.format != png_storable(image.format)) {
    throw util::Error(util::ErrorCode::internal, "PNG cannot hold this pixel format");
  }
  const bool may_change =
      options.palette_file_bytes && image.format.family == ColorFamily::rgb && image.format.sample == SampleType::u8;
  return may_change ? encode_in_few_colors(image, options)
                    : write_png(image, options.metadata, png_encode_options(options));
}

}  // namespace resizer::imaging
