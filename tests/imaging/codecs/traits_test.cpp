#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "imaging/codecs/registry.hpp"
#include "imaging/core/image.hpp"
#include "imaging/support/codec_testing.hpp"

namespace resizer::model {
/// Found by GoogleTest.
void PrintTo(const FormatTraits& row, std::ostream* out) {
  *out << row.name;
}
}  // namespace resizer::model

/// What model::FormatTraits say of each format, against what its codec does.
namespace resizer::imaging {
namespace {

using model::Compressions;
using model::FormatTraits;

class EveryFormat : public testing::TestWithParam<FormatTraits> {
 protected:
  static const Codec& codec() { return *find_codec(GetParam().format); }
};

PixelFormat deepest_with_alpha() {
  PixelFormat wanted;
  wanted.sample = SampleType::f32;
  wanted.depth_bits = 32;
  wanted.alpha = Alpha::straight;
  return wanted;
}

TEST_P(EveryFormat, HasACodecThatReadsAndWritesWhatItsRowSays) {
  const FormatTraits& row = GetParam();
  ASSERT_NE(find_codec(row.format), nullptr);
  EXPECT_EQ(codec().open != nullptr, row.is_read);
  EXPECT_EQ(codec().encode != nullptr, row.is_written);
  EXPECT_EQ(codec().storable != nullptr, row.is_written);
  EXPECT_EQ(row.fallback.has_value(), !row.is_written) << "what cannot be written needs another format";
  EXPECT_TRUE(model::traits_of(model::written_instead_of(row.format)).is_written);
}

TEST_P(EveryFormat, StoresTheAlphaAndTheDepthThatItsRowSays) {
  const FormatTraits& row = GetParam();
  if (!row.is_written) GTEST_SKIP() << "not written";
  const bool is_lossy = row.compressions == Compressions::lossy;
  const PixelFormat stored =
      codec().storable(deepest_with_alpha(), is_lossy ? Compression::lossy : Compression::lossless);
  EXPECT_EQ(stored.has_alpha(), row.has_alpha);
  EXPECT_EQ(stored.depth_bits, row.max_depth_bits);
}

TEST_P(EveryFormat, CompressesAsItsRowSays) {
  const FormatTraits& row = GetParam();
  if (!row.is_written) GTEST_SKIP() << "not written";
  const auto is_exact = [&](Compression compression) {
    const Image image = testing_support::make_picture(codec().storable(PixelFormat{}, compression), {64, 48});
    return testing_support::max_difference(
               testing_support::decode_file(codec(), codec().encode(image, {.compression = compression})).image,
               image) == 0;
  };
  EXPECT_EQ(is_exact(Compression::lossy), row.compressions == Compressions::lossless);
  EXPECT_EQ(is_exact(Compression::lossless), row.compressions != Compressions::lossy);
}

TEST_P(EveryFormat, EncodesAndReadsBackItsOwnFiles) {
  const FormatTraits& row = GetParam();
  if (!row.is_written) GTEST_SKIP() << "not written";
  Image image = make_image(codec().storable(PixelFormat{}, Compression::lossy), {16, 8});
  for (cv::Mat& plane : image.planes) plane = 100;
  const Bytes file = codec().encode(image, {});
  ASSERT_EQ(recognize(file), &codec());
  EXPECT_EQ(codec().open(file)->info().size, (Size{16, 8}));
  EXPECT_GT(row.max_side_px, 16U);
}

INSTANTIATE_TEST_SUITE_P(Traits, EveryFormat,
                         testing::ValuesIn(model::format_traits().begin(), model::format_traits().end()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Registry, HasNoCodecWithoutARow) {
  EXPECT_EQ(codecs().size(), model::format_traits().size());
}

}  // namespace
}  // namespace resizer::imaging
