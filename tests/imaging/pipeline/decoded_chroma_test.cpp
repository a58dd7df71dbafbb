#include "imaging/pipeline/plan.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "imaging/codecs/registry.hpp"
#include "imaging/resample/resampler.hpp"
#include "imaging/support/codec_testing.hpp"

namespace resizer::imaging {
namespace {

using testing_support::format_of;
using testing_support::make_picture;
using testing_support::printed;

/// From one format, with chroma stored so, to another.
struct Way {
  model::Format from;
  Subsampling stored;
  model::Format to;
};

std::string name_of(const Way& way) {
  std::ostringstream name;
  name << model::name_of(way.from) << " stored at " << int{way.stored.log2_x} << ',' << int{way.stored.log2_y} << " to "
       << model::name_of(way.to);
  return name.str();
}

constexpr Size kSource{1600, 1200};

/// What the decoder delivers and what the resampler makes of it, on the way to an output 200 px wide.
struct Decoded {
  DecodedLayout layout;
  ConversionPlan plan;
  Image resampled;
};

Decoded decode(const Way& way) {
  const Codec& source = *find_codec(way.from);
  const Codec& target = *find_codec(way.to);
  const PixelFormat stored = source.storable(format_of(ColorFamily::ycbcr, way.stored), Compression::lossy);
  const Bytes file = source.encode(make_picture(stored, kSource), {});
  const auto decoder = source.open(file);
  model::ResizeOptions options;
  options.sizes.emplace_back(model::Box{200, std::nullopt});
  Decoded decoded;
  const Codec* const targets[] = {&target};
  decoded.plan = plan_conversion(decoder->info(), source, targets, options);
  decoded.layout = decoder->start(decoded.plan.decode);
  const Resampling wanted = decoded.plan.pictures.front().resampling_from(decoded.layout);
  decoded.resampled = std::move(Resampler().resample(*decoder, decoded.layout, std::span(&wanted, 1)).front());
  return decoded;
}

constexpr auto kJpeg = model::Format::jpeg;
constexpr auto kWebp = model::Format::webp;
constexpr Way kWays[] = {{kJpeg, {1, 1}, kJpeg}, {kJpeg, {0, 0}, kJpeg}, {kJpeg, {1, 1}, kWebp},
                         {kJpeg, {0, 0}, kWebp}, {kWebp, {1, 1}, kWebp}, {kWebp, {1, 1}, kJpeg}};

TEST(DecodedChroma, NeverTurnsYCbCrIntoRgbForAnOutputInYCbCr) {
  for (const Way& way : kWays) {
    const Decoded decoded = decode(way);
    EXPECT_EQ(decoded.layout.format.family, ColorFamily::ycbcr) << name_of(way);
    // What is left to change is the range of the samples; where that fits too, nothing is converted at all.
    PixelFormat same_range = decoded.resampled.format;
    same_range.range = decoded.plan.targets.front().pre_rotation.range;
    EXPECT_EQ(same_range, decoded.plan.targets.front().pre_rotation)
        << name_of(way) << ": " << printed(decoded.resampled.format);
    if (way.from == way.to) {
      EXPECT_EQ(decoded.resampled.format, decoded.plan.targets.front().pre_rotation) << name_of(way);
    }
  }
}

TEST(DecodedChroma, DecodesNoMoreChromaThanTheOutputHolds) {
  for (const Way& way : kWays) {
    if (way.from != kJpeg) continue;  // libwebp decodes at full size only
    const Decoded decoded = decode(way);
    const Size luma = plane_size(decoded.layout.size, decoded.layout.format.subsampling_of(0));
    const Size chroma = plane_size(decoded.layout.size, decoded.layout.format.subsampling_of(1));
    const Size wanted = plane_size(decoded.plan.pictures.front().resampling.size,
                                   decoded.plan.targets.front().pre_rotation.subsampling);
    // Shrinking goes by eighths, by even ones where that halves chroma, and stops before twice the target.
    for (const auto& [decoded_px, wanted_px] :
         {std::pair{luma.width_px, decoded.plan.pictures.front().resampling.size.width_px},
          std::pair{chroma.width_px, wanted.width_px}, std::pair{chroma.height_px, wanted.height_px}}) {
      EXPECT_GE(decoded_px, wanted_px * 2) << name_of(way);
      EXPECT_LE(decoded_px, wanted_px * 4) << name_of(way);
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
