#include "imaging/codecs/jpeg/codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "imaging/support/pictures.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

using testing_support::decode;
using testing_support::format_of;
using testing_support::make_picture;
using testing_support::psnr_db;

constexpr EncodeOptions kHighQuality{95, nullptr};

TEST(Jpeg, KeepsThePlanesOfEverySubsampling) {
  for (const Subsampling subsampling : {Subsampling{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
    for (const Size size : {Size{64, 48}, Size{65, 49}, Size{1, 1}, Size{17, 3}, Size{333, 222}}) {
      const Image image = make_picture(format_of(ColorFamily::ycbcr, subsampling), size);
      const Image decoded = decode(jpeg_codec(), encode_jpeg(image, kHighQuality));
      EXPECT_GT(psnr_db(image, decoded), 34) << size.width_px << 'x' << size.height_px << " subsampling "
                                             << int{subsampling.log2_x} << ',' << int{subsampling.log2_y};
    }
  }
}

TEST(Jpeg, KeepsGrayGray) {
  const Image image = make_picture(format_of(ColorFamily::gray), {101, 77});
  EXPECT_GT(psnr_db(image, decode(jpeg_codec(), encode_jpeg(image, kHighQuality))), 38);
}

TEST(Jpeg, StoresTheNearestFormat) {
  PixelFormat deep_rgba = format_of(ColorFamily::rgb);
  deep_rgba.sample = SampleType::u16;
  deep_rgba.depth_bits = 16;
  deep_rgba.alpha = Alpha::straight;
  EXPECT_EQ(jpeg_storable(deep_rgba), format_of(ColorFamily::ycbcr, {1, 1}));
  EXPECT_EQ(jpeg_storable(format_of(ColorFamily::ycbcr, {2, 0})), format_of(ColorFamily::ycbcr, {1, 1}));
  EXPECT_EQ(jpeg_storable(format_of(ColorFamily::ycbcr, {1, 0})), format_of(ColorFamily::ycbcr, {1, 1}));
  EXPECT_EQ(jpeg_storable(format_of(ColorFamily::ycbcr)), format_of(ColorFamily::ycbcr));
  EXPECT_EQ(jpeg_storable(format_of(ColorFamily::gray)), format_of(ColorFamily::gray));
}

struct ShrinkRow {
  double max_shrink;
  double scale;
  Subsampling stored;
  Subsampling wanted;
  Subsampling delivered;
};

/// The image is a smooth wave, so that each scale can be compared with the plain average of its pixels.
TEST(Jpeg, ShrinksLumaAndChromaAsRequested) {
  const ShrinkRow rows[] = {
      {1.0, 1.0, {1, 1}, {1, 1}, {1, 1}},   {1.9, 0.625, {1, 1}, {1, 1}, {1, 1}},  {2.0, 0.5, {1, 1}, {1, 1}, {1, 1}},
      {4.5, 0.375, {1, 1}, {1, 1}, {1, 1}}, {99, 0.125, {1, 1}, {1, 1}, {1, 1}},   {2.0, 0.5, {0, 0}, {1, 1}, {1, 1}},
      {5.9, 0.25, {1, 1}, {1, 1}, {1, 1}},  {7.9, 0.25, {1, 1}, {1, 1}, {1, 1}},   {2.0, 0.5, {1, 1}, {0, 0}, {0, 0}},
      {1.0, 1.0, {1, 1}, {0, 0}, {1, 1}},   {2.0, 0.5, {1, 0}, {1, 1}, {1, 0}},    {1.0, 1.0, {0, 0}, {1, 1}, {1, 1}},
      {8.0, 0.25, {0, 0}, {1, 1}, {1, 1}},  {10.0, 0.125, {0, 0}, {1, 1}, {0, 0}}, {1.3, 0.875, {1, 1}, {1, 1}, {1, 1}},
      {1.4, 0.75, {1, 0}, {1, 0}, {1, 0}},  {2.8, 0.375, {1, 1}, {1, 1}, {1, 1}},  {2.8, 0.5, {0, 0}, {1, 1}, {1, 1}},
      {1.4, 0.75, {0, 0}, {1, 1}, {1, 1}},  {1.3, 1.0, {1, 1}, {0, 0}, {1, 1}},    {2.8, 0.375, {1, 1}, {0, 0}, {0, 0}},
  };
  for (const ShrinkRow& row : rows) {
    const Image image = make_picture(format_of(ColorFamily::ycbcr, row.stored), {1280, 960});
    const Bytes file = encode_jpeg(image, kHighQuality);
    const auto decoder = open_jpeg(file);
    const DecodedLayout layout = decoder->start({row.max_shrink, row.wanted});
    std::ostringstream what;
    what << "shrink " << row.max_shrink << " stored " << int{row.stored.log2_x} << int{row.stored.log2_y} << " wanted "
         << int{row.wanted.log2_x} << int{row.wanted.log2_y};
    EXPECT_EQ(layout.scale, row.scale) << what.str();
    EXPECT_EQ(layout.format.subsampling, row.delivered) << what.str();
    const Image decoded = testing_support::read_all(*decoder, layout);
    decoder->finish();
    for (std::size_t plane = 0; plane < 3; ++plane) {
      cv::Mat expected;
      cv::resize(image.planes[plane], expected, decoded.planes[plane].size(), 0, 0, cv::INTER_AREA);
      EXPECT_LT(cv::norm(expected, decoded.planes[plane], cv::NORM_L1) / static_cast<double>(expected.total()), 1.5)
          << what.str() << " plane " << plane;
    }
  }
}

/// Except for the prefix that lacks only EOI.
TEST(Jpeg, RejectsEveryPrefix) {
  const Bytes file = encode_jpeg(make_picture(format_of(ColorFamily::ycbcr, {1, 1}), {48, 40}), kHighQuality);
  constexpr std::size_t kEndBytes = 2;
  for (std::size_t length = 0; length < file.size() - kEndBytes; ++length) {
    const Bytes prefix(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length));
    EXPECT_THROW(decode(jpeg_codec(), prefix), util::Error) << "the first " << length << " of " << file.size();
  }
}

/// By the frame markers (ITU-T T.81, table B.1; T.87, C.1.1).
TEST(Jpeg, NamesUnsupportedProcesses) {
  const Bytes file = encode_jpeg(make_picture(format_of(ColorFamily::gray), {16, 16}), kHighQuality);
  constexpr std::array<std::uint8_t, 4> kFrame{0xFF, 0xC0, 0, 11};
  const auto frame = std::search(file.begin(), file.end(), kFrame.begin(), kFrame.end()) - file.begin();
  struct Row {
    int marker;
    int bits;
    const char* message;
  };
  const Row rows[] = {
      {0xC1, 12, "JPEG of 12 bits a sample is not supported"},
      {0xC2, 12, "JPEG of 12 bits a sample is not supported"},
      {0xC3, 8, "lossless JPEG is not supported"},
      {0xC3, 16, "lossless JPEG is not supported"},
      {0xC5, 8, "hierarchical JPEG is not supported"},
      {0xCB, 8, "lossless JPEG is not supported"},
      {0xF7, 8, "JPEG-LS is not supported"},
      {0xF7, 16, "JPEG-LS is not supported"},
  };
  for (const Row& row : rows) {
    Bytes other = file;
    other[static_cast<std::size_t>(frame) + 1] = static_cast<std::uint8_t>(row.marker);
    other[static_cast<std::size_t>(frame) + 4] = static_cast<std::uint8_t>(row.bits);
    try {
      open_jpeg(other);
      ADD_FAILURE() << row.message;
    } catch (const util::Error& error) {
      EXPECT_STREQ(error.what(), row.message);
      EXPECT_EQ(error.code(), util::ErrorCode::unsupported_format) << row.message;
    }
  }
}

TEST(Jpeg, MetadataSurvivesARoundTrip) {
  Metadata metadata;
  metadata.icc.assign(150'000, 7);  // more than fits into one segment
  metadata.xmp.assign(300, 'x');
  metadata.iptc.assign(40, 3);
  const Image image = make_picture(format_of(ColorFamily::gray), {16, 16});
  const Bytes file = encode_jpeg(image, {80, &metadata});
  const auto decoder = open_jpeg(file);
  EXPECT_EQ(decoder->info().metadata.icc, metadata.icc);
  EXPECT_EQ(decoder->info().metadata.xmp, metadata.xmp);
  EXPECT_EQ(decoder->info().metadata.iptc, metadata.iptc);
}

}  // namespace
}  // namespace resizer::imaging
