#include "imaging/pipeline/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/webp/codec.hpp"
#include "imaging/support/pictures.hpp"

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
  const Codec* const targets[] = {&jpeg_codec()};
  return plan_conversion(info, jpeg_codec(), targets, options);
}

/// For each picture of the plan, the width it is made from; 0 for what is decoded.
std::vector<std::uint32_t> made_from(const ConversionPlan& plan) {
  std::vector<std::uint32_t> widths;
  for (const PicturePlan& picture : plan.pictures) {
    widths.push_back(picture.larger ? plan.pictures[*picture.larger].geometry.resampled.width_px : 0);
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
  const PicturePlan larger = plan_for({.widths_px = {2000}}).pictures.front();
  const Region region = plan.pictures.front().resampling_from(larger).region;
  EXPECT_DOUBLE_EQ(region.left, 250);
  EXPECT_DOUBLE_EQ(region.top, 0);
  EXPECT_DOUBLE_EQ(region.width, 1500);
  EXPECT_DOUBLE_EQ(region.height, 1500);
}

TEST(ConversionPlan, SharesPicturesBetweenFormatsThatStoreThemAlike) {
  struct Row {
    std::vector<const Codec*> targets;
    std::vector<std::size_t> pictures_of_outputs;
    Subsampling decoded_chroma;
  };
  const Row rows[] = {
      {{&webp_codec(), &jpeg_codec()}, {0, 0, 1, 1}, {1, 1}},
      {{&png_codec(), &jpeg_codec()}, {0, 1, 2, 3}, {0, 0}},
      {{&webp_codec(), &png_codec(), &jpeg_codec()}, {0, 0, 1, 2, 2, 3}, {0, 0}},
  };
  for (const Row& row : rows) {
    ImageInfo info;
    info.size = {4000, 3000};
    info.pixels = testing_support::format_of(ColorFamily::ycbcr, {1, 1});
    model::ResizeOptions options;
    options.sizes = {Box{400, std::nullopt}, Box{1600, std::nullopt}};
    const ConversionPlan plan = plan_conversion(info, jpeg_codec(), row.targets, options);
    const std::string formats = std::to_string(row.targets.size()) + " formats, the first " +
                                std::string(model::name_of(row.targets.front()->format));
    std::vector<std::size_t> pictures;
    for (const OutputPlan& output : plan.outputs) {
      pictures.push_back(output.picture);
      const std::size_t size = output.index / row.targets.size();
      EXPECT_EQ(plan.pictures[output.picture].geometry.canvas.width_px, size == 0 ? 400 : 1600) << formats;
      EXPECT_EQ(plan.targets[output.target].codec, row.targets[output.index % row.targets.size()]) << formats;
    }
    EXPECT_EQ(pictures, row.pictures_of_outputs) << formats;
    EXPECT_EQ(plan.decode.chroma, row.decoded_chroma) << formats;
    for (const PicturePlan& picture : plan.pictures) {
      if (picture.larger) {
        EXPECT_EQ(plan.pictures[*picture.larger].resampling.chroma, picture.resampling.chroma) << formats;
      }
    }
  }
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
    const Codec* const targets[] = {&row.target};
    EXPECT_EQ(plan_conversion(info, png_codec(), targets, options).targets.front().warnings, row.warnings)
        << int{row.pixels.depth_bits} << " bits to " << model::name_of(row.target.format);
  }
}

}  // namespace
}  // namespace resizer::imaging
