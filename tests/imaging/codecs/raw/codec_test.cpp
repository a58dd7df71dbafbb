#include "imaging/codecs/raw/codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/metadata/exif.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/jpeg_reference.hpp"
#include "imaging/support/jpeg_testing.hpp"
#include "imaging/support/raw_testing.hpp"
#include "imaging/support/tiff_testing.hpp"
#include "util/error.hpp"

namespace resizer::imaging {
namespace {

namespace test = testing_support;

using model::Warning;
using test::RawKind;
using test::StoredRaw;

constexpr Size kSize{97, 72};

Bytes jpeg(Size size, const Metadata* metadata = nullptr) {
  return test::make_jpeg({.size = size, .metadata = metadata}, test::flat_and_noisy);
}

StoredRaw stored(RawKind kind) {
  return {.kind = kind, .preview = jpeg(kSize), .thumbnail = jpeg({32, 24}), .size = kSize};
}

bool holds(const Bytes& bytes, std::string_view text) {
  return std::search(bytes.begin(), bytes.end(), text.begin(), text.end()) != bytes.end();
}

/// A preview with an orientation of its own.
Bytes turned_jpeg(unsigned orientation) {
  Metadata metadata;
  const std::string exif("II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0", 18);
  metadata.exif.assign(exif.begin(), exif.end());
  metadata.exif.push_back(static_cast<std::uint8_t>(orientation));
  metadata.exif.resize(26);
  return jpeg(kSize, &metadata);
}

class RawKinds : public testing::TestWithParam<RawKind> {};

TEST_P(RawKinds, AreTheirLargestPreview) {
  const StoredRaw raw = stored(GetParam());
  const Bytes file = test::make_raw(raw);
  ASSERT_EQ(recognize(file), find_codec(model::Format::raw));
  const test::Decoded decoded = test::decode_file(raw_codec(), file);
  EXPECT_EQ(decoded.info.size, kSize);
  EXPECT_EQ(test::max_difference(decoded.image, test::decode_file(jpeg_codec(), raw.preview).image), 0);
  EXPECT_EQ(decoded.info.warnings, model::Warnings{Warning::raw_preview_used});
}

TEST_P(RawKinds, TakeTheLargestWhereverItIs) {
  if (GetParam() == RawKind::raf) GTEST_SKIP() << "has only one";
  StoredRaw raw = stored(GetParam());
  std::swap(raw.preview, raw.thumbnail);
  EXPECT_EQ(open_raw(test::make_raw(raw))->info().size, kSize);
}

TEST_P(RawKinds, AreTurnedAsTheFileSays) {
  if (GetParam() == RawKind::raf) GTEST_SKIP() << "says nothing, so the preview does";
  StoredRaw raw = stored(GetParam());
  for (const unsigned orientation : {1U, 3U, 6U, 8U}) {
    raw.orientation = orientation;
    for (const Bytes& preview : {jpeg(kSize), turned_jpeg(5)}) {
      raw.preview = preview;
      EXPECT_EQ(open_raw(test::make_raw(raw))->info().orientation, static_cast<int>(orientation));
    }
  }
}

TEST_P(RawKinds, HaveTheExifOfTheFile) {
  if (GetParam() == RawKind::raf) GTEST_SKIP() << "has none but that of the preview";
  const Metadata metadata = open_raw(test::make_raw(stored(GetParam())))->info().metadata;
  EXPECT_TRUE(holds(metadata.exif, test::kRawMake));
  EXPECT_TRUE(holds(metadata.exif, test::kRawDate));
  EXPECT_FALSE(summarize_exif(metadata.exif).broken);
}

TEST_P(RawKinds, LoseTheirMakerNotes) {
  if (GetParam() == RawKind::raf) GTEST_SKIP() << "has no directories";
  StoredRaw raw = stored(GetParam());
  const bool has_own = raw.kind == RawKind::orf;
  EXPECT_EQ(open_raw(test::make_raw(raw))->info().metadata.lost_maker_note, has_own);
  raw.maker_note.assign(100'000, 'n');
  const Metadata metadata = open_raw(test::make_raw(raw))->info().metadata;
  EXPECT_TRUE(metadata.lost_maker_note);
  EXPECT_FALSE(holds(metadata.exif, "nnnnnnnn"));
  EXPECT_LT(metadata.exif.size(), 1000U);
}

TEST_P(RawKinds, SayIfTheirPreviewIsReduced) {
  struct Row {
    Size size;
    Warning warning;
  };
  for (const Row& row :
       {Row{{100, 76}, Warning::raw_preview_used}, Row{{90, 70}, Warning::raw_preview_used},
        Row{{110, 80}, Warning::raw_preview_reduced}, Row{{6000, 4000}, Warning::raw_preview_reduced}}) {
    StoredRaw raw = stored(GetParam());
    raw.size = row.size;
    EXPECT_EQ(open_raw(test::make_raw(raw))->info().warnings, model::Warnings{row.warning})
        << row.size.width_px << " x " << row.size.height_px;
  }
}

TEST_P(RawKinds, WithoutAPreviewAreRefused) {
  // Lossless JPEG, as RAW data often are, and something else.
  Bytes lossless = jpeg(kSize);
  for (std::size_t at = 0; at + 1 < lossless.size(); ++at) {
    if (lossless[at] == 0xFF && lossless[at + 1] == 0xC0) lossless[at + 1] = 0xC3;
  }
  for (const Bytes& preview : {Bytes{}, lossless, Bytes(500, 0x55), Bytes{0xFF, 0xD8}}) {
    const Bytes file = test::make_raw({.kind = GetParam(), .preview = preview, .size = kSize});
    ASSERT_EQ(recognize(file), find_codec(model::Format::raw));
    try {
      open_raw(file);
      ADD_FAILURE() << "a preview of " << preview.size() << " bytes was taken";
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), util::ErrorCode::unsupported_format) << error.what();
      EXPECT_NE(std::string(error.what()).find("without a JPEG preview"), std::string::npos) << error.what();
    }
  }
}

TEST_P(RawKinds, MayEndAnywhere) {
  const Bytes file = test::make_raw({.kind = GetParam(), .preview = jpeg({16, 8})});
  for (std::size_t bytes = 0; bytes < file.size(); bytes += 3) {
    test::expect_safe(raw_codec(), ByteView(file).first(bytes));
  }
}

TEST_P(RawKinds, MayBeChangedAnywhere) {
  test::expect_changes_are_safe(raw_codec(), test::make_raw(stored(GetParam())), 7);
}

INSTANTIATE_TEST_SUITE_P(Raw, RawKinds, testing::ValuesIn(test::kRawKinds),
                         [](const auto& kind) { return std::string(test::name_of(kind.param)); });

TEST(Raw, IsToldFromTiffByItsDirectories) {
  const auto gray = [](auto, auto, auto) { return 1; };
  for (const unsigned photometric : {1U, 32803U, 34892U}) {
    for (const bool is_below : {false, true}) {
      const test::StoredTiff raw{.set_more = [=](TIFF* tiff) { TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, photometric); }};
      std::vector<test::StoredPage> pages{{raw, gray}};
      if (is_below) pages.insert(pages.begin(), {{.subfile_type = 1, .sub_pages = 1}, gray});
      EXPECT_EQ(recognize(test::make_tiff(pages))->format, photometric == 1 ? model::Format::tiff : model::Format::raw)
          << photometric << ' ' << is_below;
    }
  }
}

/// A RAF without EXIF of its own is what its preview says.
TEST(Raw, HasTheMetadataOfItsPreviewOtherwise) {
  const ImageInfo info = open_raw(test::make_raw({.kind = RawKind::raf, .preview = turned_jpeg(6)}))->info();
  EXPECT_EQ(info.orientation, 6);
  EXPECT_FALSE(info.metadata.exif.empty());
}

TEST(Raw, MayLoop) {
  Bytes file = test::make_raw(stored(RawKind::cr2));
  // The second directory, of a thumbnail, is followed by itself.
  const std::string link("\2\2\4\0\1\0\0\0", 8);
  const auto field = std::search(file.begin(), file.end(), link.begin(), link.end());
  ASSERT_NE(field, file.end());
  const auto next = field + 12;
  const auto offset = static_cast<std::uint32_t>(field - file.begin()) - 2 - 12;
  for (unsigned byte = 0; byte < 4; ++byte) next[byte] = static_cast<std::uint8_t>(offset >> 8 * byte);
  EXPECT_EQ(open_raw(file)->info().size, kSize);
}

TEST(Raw, WhosePreviewIsCutShortIsDamaged) {
  StoredRaw raw = stored(RawKind::nef);
  raw.preview.resize(raw.preview.size() / 2);
  const Bytes file = test::make_raw(raw);
  EXPECT_THROW(test::decode_file(raw_codec(), file), util::Error);
  DecodeRequest tolerant;
  tolerant.fail_on = model::FailOn::none;
  const test::Decoded decoded = test::decode_file(raw_codec(), file, tolerant);
  EXPECT_TRUE(decoded.info.warnings.has(Warning::data_damaged));
}

TEST(Raw, IsShrunkWhileItIsDecoded) {
  DecodeRequest request;
  request.max_shrink = 2;
  const test::Decoded decoded = test::decode_file(raw_codec(), test::make_raw(stored(RawKind::arw)), request);
  EXPECT_EQ(decoded.layout.size, (Size{49, 36}));
}

}  // namespace
}  // namespace resizer::imaging
