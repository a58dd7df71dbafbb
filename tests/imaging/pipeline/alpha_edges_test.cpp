#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/codecs/webp/codec.hpp"
#include "imaging/color/pixel_converter.hpp"
#include "imaging/resample/resampler.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"

/// Discs on transparency through whole files: any color at their edges that is not theirs is a fringe.
namespace resizer::imaging {
namespace {

using testing_support::format_of;
using testing_support::in_rgb;
using testing_support::process;
using testing_support::Processed;

constexpr std::uint32_t kFromPx = 402;
constexpr std::uint32_t kToPx = 134;

/// A disc, or all but a disc, of `visible` on transparent `hidden`.
struct Disc {
  const char* what;
  cv::Vec3d visible;
  cv::Vec3d hidden;
  bool inverse;
};
const Disc all_discs[] = {
    {"white disc on transparent black", {255, 255, 255}, {0, 0, 0}, false},
    {"white around a hole of black", {255, 255, 255}, {0, 0, 0}, true},
    {"black disc on transparent white", {0, 0, 0}, {255, 255, 255}, false},
    {"black around a hole of white", {0, 0, 0}, {255, 255, 255}, true},
    {"red disc on transparent green", {230, 20, 20}, {0, 255, 0}, false},
};

Image make_disc(const Disc& disc, SampleType sample) {
  PixelFormat format = format_of(ColorFamily::rgb);
  format.sample = sample;
  format.depth_bits = sample == SampleType::u8 ? 8 : 16;
  format.alpha = Alpha::straight;
  const double scale = sample == SampleType::u8 ? 1 : 257;
  return testing_support::make_picture(format, {kFromPx, kFromPx},
                                       [&](unsigned plane, std::uint32_t x, std::uint32_t y) {
                                         const bool is_in = (std::hypot(x - 200.5, y - 200.5) < 120) != disc.inverse;
                                         if (plane == 3) return is_in ? 255 * scale : 0;
                                         return (is_in ? disc.visible : disc.hidden)[static_cast<int>(plane)] * scale;
                                       });
}

/// The largest difference from the disc's color, of any channel, where at least `opacity` can be seen.
double fringe(const Image& result, const Disc& disc, double opacity) {
  const Image rgb = in_rgb(result);
  const double white = (1U << rgb.format.depth_bits) - 1;
  double largest = 0;
  for (std::uint32_t y = 0; y < rgb.size.height_px; ++y) {
    for (std::uint32_t x = 0; x < rgb.size.width_px; ++x) {
      if (testing_support::sample_at(rgb, 3, x, y) < opacity * white) continue;
      for (unsigned plane = 0; plane < 3; ++plane) {
        const double level = testing_support::sample_at(rgb, plane, x, y) * 255 / white;
        largest = std::max(largest, std::abs(level - disc.visible[static_cast<int>(plane)]));
      }
    }
  }
  return largest;
}

struct Way {
  const char* what;
  Bytes (*encode)(const Disc& disc);
  std::optional<model::Format> format;
  double most_levels;
};

Bytes as_png(const Disc& disc) {
  return encode_png(make_disc(disc, SampleType::u8), {});
}
Bytes as_deep_png(const Disc& disc) {
  return encode_png(make_disc(disc, SampleType::u16), {});
}
Bytes as_tiff(const Disc& disc) {
  return encode_tiff(make_disc(disc, SampleType::u8), {});
}
Bytes as_lossless_webp(const Disc& disc) {
  return encode_webp(make_disc(disc, SampleType::u8), {});
}
/// As a program writes it that cares for no edge.
Bytes as_lossy_webp(const Disc& disc) {
  const PixelFormat format = webp_storable(make_disc(disc, SampleType::u8).format, Compression::lossy);
  return encode_webp(PixelConverter().convert(make_disc(disc, SampleType::u8), format), {95, nullptr});
}

const Way all_ways[] = {
    {"PNG to PNG", as_png, std::nullopt, 2},
    {"PNG of 16 bits", as_deep_png, std::nullopt, 0.1},
    {"TIFF to TIFF", as_tiff, std::nullopt, 2},
    {"lossless WebP to lossless WebP", as_lossless_webp, std::nullopt, 2},
    {"PNG to lossy WebP", as_png, model::Format::webp, 10},
    {"TIFF to lossy WebP", as_tiff, model::Format::webp, 10},
};

TEST(AlphaEdges, HaveNoFringeInAnyFormat) {
  for (const Way& way : all_ways) {
    for (const Disc& disc : all_discs) {
      for (const bool linear : {false, true}) {
        model::ResizeOptions options;
        if (way.format) options.formats = {*way.format};
        options.linear = linear;
        const Processed result = process(way.encode(disc), kToPx, options);
        ASSERT_TRUE(result.image.format.has_alpha());
        const double levels = fringe(result.image, disc, 0.25);
        EXPECT_LE(levels, way.most_levels) << way.what << ", " << disc.what << (linear ? ", linear" : "");
      }
    }
  }
}

/// What is smeared over the edge in the file cannot be told from what belongs there: no more comes to it.
TEST(AlphaEdges, OfLossyWebpGetNoWorse) {
  constexpr double kLossyLevels = 10;
  for (const Disc& disc : all_discs) {
    const Bytes file = as_lossy_webp(disc);
    const double before = fringe(testing_support::decode(webp_codec(), file), disc, 0.25);
    EXPECT_LE(fringe(process(file, kToPx).image, disc, 0.25), std::max(before, kLossyLevels)) << disc.what;
  }
}

/// Where the output has no alpha, edges are the mixture of disc and white that their alpha says.
TEST(AlphaEdges, AreMixedWithWhiteForJpeg) {
  constexpr double kJpegLevels = 10;
  for (const Disc& disc : all_discs) {
    const Image alpha_of = process(as_png(disc), kToPx).image;
    model::ResizeOptions options;
    options.formats = {model::Format::jpeg};
    options.quality = 100;
    const Processed result = process(as_png(disc), kToPx, options);
    EXPECT_TRUE(result.report.warnings.has(model::Warning::alpha_flattened));
    // Luma has no neighbors' color in it, as chroma has.
    const double luma = 0.299 * disc.visible[0] + 0.587 * disc.visible[1] + 0.114 * disc.visible[2];
    double largest = 0;
    for (std::uint32_t y = 0; y < kToPx; ++y) {
      for (std::uint32_t x = 0; x < kToPx; ++x) {
        const double opacity = testing_support::sample_at(alpha_of, 3, x, y) / 255;
        const double expected = opacity * luma + (1 - opacity) * 255;
        largest = std::max(largest, std::abs(testing_support::sample_at(result.image, 0, x, y) - expected));
      }
    }
    EXPECT_LE(largest, kJpegLevels) << disc.what;
  }
}

}  // namespace
}  // namespace resizer::imaging
