#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <opencv2/core.hpp>
#include <random>
#include <sstream>

#include "imaging/pipeline/linear_light.hpp"
#include "imaging/resample/plain_resampler.hpp"
#include "imaging/resample/resampler.hpp"
#include "model/names.hpp"

/// What an image becomes depends on the image alone: over sizes, filters, formats, regions and ways of delivery that
/// are drawn at random, and with all memory that nobody has written to poisoned.
namespace resizer::imaging {
namespace {

using testing_support::plain_resample;
using testing_support::PlainPlane;

constexpr std::uint32_t kLongest = 400;

/// A small image on its way through the resampler.
struct Case {
  DecodedLayout layout;
  std::vector<Resampling> wanted;
};

std::ostream& operator<<(std::ostream& out, const Case& one) {
  const PixelFormat& format = one.layout.format;
  out << one.layout.size.width_px << 'x' << one.layout.size.height_px << " family " << int(format.family) << " sample "
      << int(format.sample) << " alpha " << int(format.alpha) << " subsampling " << int{format.subsampling.log2_x}
      << ',' << int{format.subsampling.log2_y} << " means of " << int{one.layout.mean_of[0]} << ','
      << int{one.layout.mean_of[1]} << " fraction " << one.layout.fraction_bits << " batch " << one.layout.batch_rows;
  for (const Resampling& to : one.wanted) {
    out << "; " << model::name_of(to.filter) << " of " << to.region.left << ',' << to.region.top << ' '
        << to.region.width << 'x' << to.region.height << " to " << to.size.width_px << 'x' << to.size.height_px
        << " chroma " << int{to.chroma.log2_x} << ',' << int{to.chroma.log2_y} << " alpha " << int(to.alpha);
  }
  return out;
}

/// The same numbers from the same seed, in every standard library.
class Draw {
 public:
  explicit Draw(std::uint32_t seed) : engine_(seed) {}

  std::uint32_t up_to(std::uint32_t last) { return static_cast<std::uint32_t>(engine_() % (last + 1)); }
  std::uint32_t length(std::uint32_t longest) { return 1 + up_to(longest - 1); }
  bool once_in(std::uint32_t times) { return up_to(times - 1) == 0; }
  template <class Value>
  Value one_of(std::initializer_list<Value> values) {
    return values.begin()[up_to(static_cast<std::uint32_t>(values.size() - 1))];
  }

 private:
  std::mt19937 engine_;
};

Subsampling draw_subsampling(Draw& draw) {
  return {static_cast<std::uint8_t>(draw.up_to(2)), static_cast<std::uint8_t>(draw.up_to(2))};
}

PixelFormat draw_format(Draw& draw) {
  PixelFormat format;
  format.family = draw.one_of({ColorFamily::gray, ColorFamily::ycbcr, ColorFamily::ycbcr, ColorFamily::ycbcr,
                               ColorFamily::rgb, ColorFamily::cmyk});
  format.sample = draw.one_of({SampleType::u8, SampleType::u8, SampleType::u16, SampleType::f32});
  format.depth_bits = format.sample == SampleType::u8    ? std::uint8_t{8}
                      : format.sample == SampleType::u16 ? draw.one_of<std::uint8_t>({10, 12, 16})
                                                         : std::uint8_t{32};
  if (format.family == ColorFamily::ycbcr && !draw.once_in(3)) format.subsampling = draw_subsampling(draw);
  if (draw.once_in(3)) format.alpha = draw.one_of({Alpha::straight, Alpha::premultiplied});
  return format;
}

DecodedLayout draw_layout(Draw& draw, Size size) {
  DecodedLayout layout;
  layout.format = draw_format(draw);
  layout.size = size;
  const bool is_like_jpeg = layout.format.sample == SampleType::u8 && !layout.format.has_alpha();
  if (is_like_jpeg && draw.once_in(2)) {
    layout.fraction_bits = draw.up_to(2);
    for (std::uint8_t& mean_of : layout.mean_of) mean_of = draw.one_of<std::uint8_t>({1, 2, 4, 8});
  }
  layout.batch_rows = draw.one_of({1U, 2U, 8U, 13U, kLongest}) << layout.format.subsampling.log2_y;
  for (unsigned plane = 0; plane < layout.format.planes(); ++plane) {
    const Size samples = plane_size(size, layout.format.subsampling_of(plane));
    layout.row_capacity_bytes[plane] = std::size_t{samples.width_px} * layout.row_sample_bytes();
    layout.row_capacity[plane] = samples.height_px;
  }
  return layout;
}

/// All of the image, a part of it as a crop takes, or a little more than it as whole chroma steps need.
void draw_extent(Draw& draw, double length, double& start, double& extent) {
  start = 0;
  extent = length;
  if (draw.once_in(3)) {
    start = draw.up_to(100) / 201.0 * length;
    extent = (length - start) * (1 + draw.up_to(100)) / 101.0;
  } else if (draw.once_in(3)) {
    extent += draw.up_to(3);
    if (draw.once_in(2)) start = length - extent;
  }
}

Resampling draw_resampling(Draw& draw, const DecodedLayout& layout, Size to, model::Filter filter) {
  Resampling wanted{{}, to, layout.format.subsampling, layout.format.alpha, filter};
  draw_extent(draw, layout.size.width_px, wanted.region.left, wanted.region.width);
  draw_extent(draw, layout.size.height_px, wanted.region.top, wanted.region.height);
  if (layout.format.family == ColorFamily::ycbcr && draw.once_in(2)) wanted.chroma = draw_subsampling(draw);
  if (layout.format.has_alpha()) wanted.alpha = draw.one_of({Alpha::straight, Alpha::premultiplied});
  return wanted;
}

/// Noise about the middle, far from what memory is poisoned with; alpha well above zero, by which colors are divided.
Image draw_rows(const DecodedLayout& layout, std::uint32_t seed) {
  PixelFormat format = layout.format;
  format.sample = layout.row_sample();
  Image rows = make_image(format, layout.size);
  cv::RNG noise(seed);
  const double white = format.sample == SampleType::f32 ? 1 : (1U << format.depth_bits << layout.fraction_bits) - 1;
  for (cv::Mat& plane : rows.planes) noise.fill(plane, cv::RNG::UNIFORM, 0.35 * white, 0.75 * white);
  return rows;
}

/// Delivers rows, and fills the memory for them with `poison` before the first ones.
class PoisoningRows final : public RowSource {
 public:
  PoisoningRows(const Image& picture, const DecodedLayout& layout, int poison)
      : picture_(picture), layout_(layout), poison_(poison) {}

  void read(const RowBuffers& rows) override {
    for (unsigned plane = 0; plane < layout_.format.planes(); ++plane) {
      if (next_row_ == 0) poison(plane, rows[plane]);
      const cv::Mat& source = picture_.planes[plane];
      const unsigned log2_y = layout_.format.subsampling_of(plane).log2_y;
      const unsigned end = std::min((next_row_ + layout_.batch_rows) >> log2_y, static_cast<unsigned>(source.rows));
      for (unsigned y = next_row_ >> log2_y; y < end; ++y) {
        std::memcpy(rows[plane].row(y), source.ptr(static_cast<int>(y)), layout_.row_capacity_bytes[plane]);
      }
    }
    next_row_ += layout_.batch_rows;
  }

 private:
  void poison(unsigned plane, const PlaneRows& rows) const {
    const std::size_t count = std::min(layout_.row_capacity[plane], std::size_t{rows.mask} + 1);
    std::memset(rows.data, poison_, count * static_cast<std::size_t>(rows.stride_bytes));
  }

  const Image& picture_;
  const DecodedLayout& layout_;
  int poison_;
  unsigned next_row_ = 0;
};

/// Bytes that are far from every sample drawn, and NaN in single precision.
constexpr int kPoison = 0xFF;

double largest_error(const cv::Mat& actual, const PlainPlane& expected, double white) {
  cv::Mat numbers;
  actual.convertTo(numbers, CV_64F);
  double largest = 0;
  auto next = expected.samples.begin();
  for (const double sample : cv::Mat1d(numbers)) {
    const double right = white == 1 ? *next : std::clamp(*next, 0.0, white);
    ++next;
    // NaN counts as an error without bound.
    if (!(std::abs(sample - right) <= largest)) largest = std::isnan(sample) ? HUGE_VAL : std::abs(sample - right);
  }
  return largest;
}

/// Whether each image is what the definitions say, to half a step and what single precision loses.
void check(const Case& one, std::uint32_t seed, Resampler& resampler) {
  const PixelFormat& format = one.layout.format;
  const Image rows = draw_rows(one.layout, seed);
  PoisoningRows source(rows, one.layout, kPoison);
  const std::vector<Image> results = resampler.resample(source, one.layout, one.wanted);
  ASSERT_EQ(results.size(), one.wanted.size());
  const double white = format.sample == SampleType::f32 ? 1 : (1U << format.depth_bits) - 1;
  const double tolerance = (format.sample == SampleType::f32 ? 0 : 0.5) + 1e-5 * white;
  for (std::size_t index = 0; index < results.size(); ++index) {
    for (unsigned plane = 0; plane < format.planes(); ++plane) {
      const PlainPlane expected = plain_resample(one.layout, rows, one.wanted[index], plane);
      const cv::Mat& actual = results[index].planes[plane];
      ASSERT_EQ(expected.width, static_cast<std::size_t>(actual.cols)) << one;
      ASSERT_EQ(expected.height, static_cast<std::size_t>(actual.rows)) << one;
      ASSERT_LE(largest_error(actual, expected, white), tolerance)
          << "plane " << plane << " of " << index << ": " << one;
    }
  }
}

/// Lengths before and after, of the height or of the width, of which the other is short.
struct Lengths {
  std::uint32_t from;
  std::uint32_t to;
};

Case draw_case(Draw& draw, Lengths lengths, model::Filter filter, bool is_height) {
  const auto size_of = [&](std::uint32_t length) {
    const std::uint32_t other = draw.length(draw.once_in(50) ? kLongest / 4 : 5);
    return is_height ? Size{other, length} : Size{length, other};
  };
  Case one;
  one.layout = draw_layout(draw, size_of(lengths.from));
  one.wanted.push_back(draw_resampling(draw, one.layout, size_of(lengths.to), filter));
  while (draw.once_in(4)) {
    const Size other{draw.length(20), draw.length(kLongest)};
    one.wanted.push_back(draw_resampling(draw, one.layout, other, filter));
  }
  return one;
}

/// All pairs of lengths take minutes: they are for RESIZER_ALL_PAIRS=1. Otherwise one pair in so many, other ones for
/// each filter.
std::uint32_t stride_of_pairs() {
  constexpr std::uint32_t kStride = 211;
  return std::getenv("RESIZER_ALL_PAIRS") != nullptr ? 1 : kStride;
}

class EveryFilter : public testing::TestWithParam<model::Filter> {};

TEST_P(EveryFilter, MakesOfEveryPairOfLengthsWhatItsDefinitionSays) {
  constexpr std::uint32_t kPairs = kLongest * kLongest;
  Resampler resampler;  // kept, as workers do: what it remembers must not show
  const auto filter = static_cast<std::uint32_t>(GetParam());
  for (std::uint32_t pair = filter; pair < kPairs; pair += stride_of_pairs()) {
    for (const bool is_height : {true, false}) {
      const std::uint32_t seed = 2 * (filter * kPairs + pair) + (is_height ? 1 : 0);
      Draw draw(seed);
      const Lengths lengths{1 + pair / kLongest, 1 + pair % kLongest};
      ASSERT_NO_FATAL_FAILURE(check(draw_case(draw, lengths, GetParam(), is_height), seed, resampler));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Filters, EveryFilter,
                         testing::Values(model::Filter::lanczos3, model::Filter::bicubic, model::Filter::spline36,
                                         model::Filter::bilinear, model::Filter::box, model::Filter::nearest),
                         [](const auto& test) { return std::string(model::name_of(test.param)); });

/// All rows as amounts of light.
Image light_of(const Image& rows, const DecodedLayout& layout, int poison) {
  PoisoningRows stored(rows, layout, poison);
  const TransferCurves curves(ByteView{}, layout.format.family);
  LinearLightRows light(stored, layout, curves);
  const DecodedLayout& delivered = light.layout();
  Image image = make_image(delivered.format, delivered.size);
  RowBuffers targets;
  for (unsigned plane = 0; plane < delivered.format.planes(); ++plane) {
    targets[plane] = {image.planes[plane].data, static_cast<std::ptrdiff_t>(image.planes[plane].step[0])};
  }
  for (unsigned y = 0; y < delivered.size.height_px; y += delivered.batch_rows) light.read(targets);
  return image;
}

/// However few rows at a time its source delivers, and whatever was in memory before.
TEST(LinearLight, DependsOnThePictureAlone) {
  const std::uint32_t step = std::getenv("RESIZER_ALL_PAIRS") != nullptr ? 1 : 7;
  for (std::uint32_t seed = 0; seed < 20 * kLongest; seed += step) {
    Draw draw(seed);
    Case one{draw_layout(draw, {draw.length(9), 1 + seed % kLongest}), {}};
    if (one.layout.format.family == ColorFamily::cmyk) continue;
    const Image rows = draw_rows(one.layout, seed);
    DecodedLayout at_once = one.layout;
    at_once.batch_rows = kLongest;
    const Image expected = light_of(rows, at_once, 0);
    const Image actual = light_of(rows, one.layout, kPoison);
    for (std::size_t plane = 0; plane < expected.planes.size(); ++plane) {
      // Compared as bytes are: a NaN would not equal itself.
      ASSERT_EQ(cv::countNonZero(expected.planes[plane] == actual.planes[plane]), expected.planes[plane].total())
          << "plane " << plane << ": " << one;
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
