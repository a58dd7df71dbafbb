#include "imaging/conversion_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "imaging/jpeg.hpp"
#include "imaging/pictures.hpp"
#include "imaging/png.hpp"
#include <gtest/gtest.h>

#include <sstream>

#include "imaging/codec_testing.hpp"
#include "resizer/imaging/resampler.hpp"

namespace resizer::imaging {
namespace {

using model::Box;
using testing::ElementsAre;

/// A photo of 4000 x 3000 pixels to these widths, as JPEG.
struct Wish {
  std::vector<std::uint32_t> widths_px;
  std::optional<double> shrink_on_load = 1.5;
  std::optional<std::uint32_t> height_px{};
  model::Fit fit = model::Fit::inside;
  model::Filter filter = model::Filter::lanczos3;
};

ConversionPlan plan_for(const Wish& wish) {
  ImageInfo info;
  info.size = {4000, 3000};
  info.pixels = testing_support::format_of(ColorFamily::ycbcr, {1, 1});
  model::ResizeOptions options;
  for (const std::uint32_t width_px : wish.widths_px) options.sizes.emplace_back(Box{width_px, wish.height_px});
  options.shrink_on_load = wish.shrink_on_load;
  options.fit = wish.fit;
  options.filter = wish.filter;
  return plan_conversion(info, jpeg_codec(), jpeg_codec(), options);
}

/// For each output of the plan, the width it is made from; 0 for what is decoded.
std::vector<std::uint32_t> made_from(const ConversionPlan& plan) {
  std::vector<std::uint32_t> widths;
  for (const OutputPlan& output : plan.outputs) {
    widths.push_back(output.larger ? plan.outputs[*output.larger].geometry.resampled.width_px : 0);
  }
  return widths;
}

TEST(ConversionPlan, MakesSmallerSizesFromTheNextLargerOneThatIsLargeEnough) {
  const ConversionPlan plan = plan_for({.widths_px = {800, 400, 1600}});
  EXPECT_THAT(made_from(plan), ElementsAre(0, 1600, 800));
  EXPECT_THAT(plan.outputs, ElementsAre(testing::Field(&OutputPlan::index, 2), testing::Field(&OutputPlan::index, 0),
                                        testing::Field(&OutputPlan::index, 1)));
  EXPECT_DOUBLE_EQ(plan.decode.max_shrink, 4000 / 1600.0 / 1.5) << "the decoder may shrink for the largest only";
  EXPECT_THAT(made_from(plan_for({.widths_px = {400, 600, 1000}})), ElementsAre(0, 1000, 600));
}

TEST(ConversionPlan, MakesSizesFromTheDecodedPictureWhereALargerOneWouldNotDo) {
  EXPECT_THAT(made_from(plan_for({.widths_px = {1000, 800}})), ElementsAre(0, 0)) << "too close";
  EXPECT_THAT(made_from(plan_for({.widths_px = {1000, 800, 500}})), ElementsAre(0, 0, 800));
  EXPECT_THAT(made_from(plan_for({.widths_px = {800, 800}, .shrink_on_load = 1.0})), ElementsAre(0, 0)) << "the same";
  EXPECT_THAT(made_from(plan_for({.widths_px = {8000, 800}})), ElementsAre(0, 0)) << "enlarged";
  EXPECT_THAT(made_from(plan_for({.widths_px = {1600, 400}, .height_px = 400, .fit = model::Fit::cover})),
              ElementsAre(0, 0))
      << "cropped";
  EXPECT_THAT(made_from(plan_for({.widths_px = {1600, 400}, .filter = model::Filter::nearest})), ElementsAre(0, 0));
  const ConversionPlan off = plan_for({.widths_px = {1600, 400}, .shrink_on_load = std::nullopt});
  EXPECT_THAT(made_from(off), ElementsAre(0, 0));
  EXPECT_EQ(off.decode.max_shrink, 1.0);
}

TEST(ConversionPlan, LetsTheDecoderShrinkForTheLargestOfThoseMadeFromIt) {
  EXPECT_DOUBLE_EQ(plan_for({.widths_px = {1000, 800}}).decode.max_shrink, 4000 / 1000.0 / 1.5);
}

/// A crop of what a larger output shows whole.
TEST(ConversionPlan, FindsARegionAgainInALargerOutput) {
  const ConversionPlan plan = plan_for({.widths_px = {400}, .height_px = 400, .fit = model::Fit::cover});
  const OutputPlan larger = plan_for({.widths_px = {2000}}).outputs.front();
  const Region region = plan.outputs.front().resampling_from(larger).region;
  EXPECT_DOUBLE_EQ(region.left, 250);
  EXPECT_DOUBLE_EQ(region.top, 0);
  EXPECT_DOUBLE_EQ(region.width, 1500);
  EXPECT_DOUBLE_EQ(region.height, 1500);
}

TEST(ConversionPlan, TellsWhatTheOutputCannotHold) {
  using model::Warning;
  using model::Warnings;
  PixelFormat deep = testing_support::format_of(ColorFamily::rgb);
  deep.sample = SampleType::u16;
  deep.depth_bits = 16;
  PixelFormat transparent = testing_support::format_of(ColorFamily::rgb);
  transparent.alpha = Alpha::straight;
  PixelFormat exact = deep;
  exact.sample = SampleType::f32;
  exact.depth_bits = 32;
  const struct {
    PixelFormat pixels;
    const Codec& target;
    Warnings warnings;
  } rows[] = {
      {deep, jpeg_codec(), {Warning::depth_reduced}},          {deep, png_codec(), {}},
      {transparent, jpeg_codec(), {Warning::alpha_flattened}}, {transparent, png_codec(), {}},
      {exact, png_codec(), {Warning::depth_reduced}},
  };
  for (const auto& row : rows) {
    ImageInfo info;
    info.size = {40, 30};
    info.pixels = row.pixels;
    model::ResizeOptions options;
    options.sizes = {Box{20, std::nullopt}};
    EXPECT_EQ(plan_conversion(info, png_codec(), row.target, options).warnings, row.warnings)
        << int{row.pixels.depth_bits} << " bits to " << model::name_of(row.target.format);
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
  options.box.width_px = 200;
  Decoded decoded;
  decoded.plan = plan_conversion(decoder->info(), source, target, options);
  decoded.layout = decoder->start(decoded.plan.decode);
  decoded.resampled = Resampler().resample(*decoder, decoded.layout, decoded.plan.resampling_from(decoded.layout));
  return decoded;
}

constexpr auto kJpeg = model::Format::jpeg;
constexpr auto kWebp = model::Format::webp;
constexpr Way kWays[] = {{kJpeg, {1, 1}, kJpeg}, {kJpeg, {0, 0}, kJpeg}, {kJpeg, {1, 1}, kWebp},
                         {kJpeg, {0, 0}, kWebp}, {kWebp, {1, 1}, kWebp}, {kWebp, {1, 1}, kJpeg}};

TEST(ConversionPlan, NeverTurnsYCbCrIntoRgbForAnOutputInYCbCr) {
  for (const Way& way : kWays) {
    const Decoded decoded = decode(way);
    EXPECT_EQ(decoded.layout.format.family, ColorFamily::ycbcr) << name_of(way);
    // What is left to change is the range of the samples; where that fits too, nothing is converted at all.
    PixelFormat same_range = decoded.resampled.format;
    same_range.range = decoded.plan.unturned.range;
    EXPECT_EQ(same_range, decoded.plan.unturned) << name_of(way) << ": " << printed(decoded.resampled.format);
    if (way.from == way.to) {
      EXPECT_EQ(decoded.resampled.format, decoded.plan.unturned) << name_of(way);
    }
  }
}

TEST(ConversionPlan, DecodesNoMoreChromaThanTheOutputHolds) {
  for (const Way& way : kWays) {
    if (way.from != kJpeg) continue;  // libwebp decodes at full size only
    const Decoded decoded = decode(way);
    const Size luma = plane_size(decoded.layout.size, decoded.layout.format.subsampling_of(0));
    const Size chroma = plane_size(decoded.layout.size, decoded.layout.format.subsampling_of(1));
    const Size wanted = plane_size(decoded.plan.resampling.size, decoded.plan.unturned.subsampling);
    // Shrinking goes by powers of two and stops before 1.5 times the target.
    for (const auto& [decoded_px, wanted_px] :
         {std::pair{luma.width_px, decoded.plan.resampling.size.width_px}, std::pair{chroma.width_px, wanted.width_px},
          std::pair{chroma.height_px, wanted.height_px}}) {
      EXPECT_GE(decoded_px, wanted_px * 3 / 2) << name_of(way);
      EXPECT_LT(decoded_px, wanted_px * 3) << name_of(way);
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
