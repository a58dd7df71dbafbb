#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/tiff_testing.hpp"
#include "util/error.hpp"

/// Which of several images is shown, and that the others cause a warning.
namespace resizer::imaging {
namespace {

namespace test = testing_support;

using model::Warning;
using test::StoredPage;
using test::StoredTiff;
using util::ErrorCode;

constexpr unsigned kGray = 50;  // of the image that is to be shown

StoredPage page(StoredTiff stored, unsigned gray) {
  return {stored, [=](auto, auto, unsigned) { return double(gray); }};
}
StoredPage shown(StoredTiff stored = {}) {
  return page(stored, kGray);
}
StoredPage other(StoredTiff stored) {
  stored.size = {16, 16};
  return page(stored, 200);
}

TEST(TiffPages, TheFirstWholePictureIsShown) {
  struct Row {
    const char* what;
    std::vector<StoredPage> pages;
    bool dropped;
  };
  const Row rows[] = {
      {"one page", {shown()}, false},
      {"two pages", {shown(), other({})}, true},
      {"pages that are called so", {shown({.subfile_type = 2}), other({.subfile_type = 2})}, true},
      {"a smaller copy behind", {shown(), other({.subfile_type = 1})}, false},
      {"a mask behind", {shown(), other({.subfile_type = 4})}, false},
      {"a smaller copy before", {other({.subfile_type = 1}), shown()}, false},
      {"a mask before", {other({.subfile_type = 4}), shown()}, false},
      {"copies before and behind", {other({.subfile_type = 1}), shown(), other({.subfile_type = 1})}, false},
      {"a copy before two", {other({.subfile_type = 1}), shown(), other({})}, true},
      {"below a smaller copy", {other({.subfile_type = 1, .sub_pages = 1}), shown({.subfile_type = 0})}, false},
      {"second below a smaller copy",
       {other({.subfile_type = 1, .sub_pages = 2}), other({.subfile_type = 1}), shown({.subfile_type = 0})},
       false},
      {"smaller copies below",
       {shown({.sub_pages = 2}), other({.subfile_type = 1}), other({.subfile_type = 1})},
       false},
      {"a picture below", {shown({.sub_pages = 1}), other({.subfile_type = 0})}, true},
      {"copies only", {shown({.subfile_type = 1}), other({.subfile_type = 1})}, false},
  };
  for (const Row& row : rows) {
    for (const char* mode : {"wl", "wb", "w8"}) {
      std::vector<StoredPage> pages = row.pages;
      pages.front().stored.mode = mode;
      const test::Decoded decoded = test::decode_file(tiff_codec(), test::make_tiff(pages));
      ASSERT_EQ(decoded.info.size, StoredTiff{}.size) << row.what << ", " << mode;
      EXPECT_EQ(test::sample_at(decoded.image, 0, 60, 44), kGray) << row.what << ", " << mode;
      EXPECT_EQ(decoded.info.warnings.has(Warning::pages_dropped), row.dropped) << row.what << ", " << mode;
    }
  }
}

/// SubfileType (TIFF 6.0, section 8), which libtiff writes no more: here written as NewSubfileType first.
TEST(TiffPages, TheOldTypeOfACopyIsKnown) {
  constexpr unsigned kSmallerCopy = 2;
  Bytes file = test::make_tiff({other({.mode = "wl", .subfile_type = kSmallerCopy}), shown({.mode = "wl"})});
  constexpr std::array<std::uint8_t, 8> kNewType{254, 0, 4, 0, 1, 0, 0, 0};
  const auto entry = std::search(file.begin(), file.end(), kNewType.begin(), kNewType.end());
  ASSERT_NE(entry, file.end());
  *entry = 255;
  const ImageInfo info = open_tiff(file)->info();
  EXPECT_EQ(info.size, StoredTiff{}.size);
  EXPECT_FALSE(info.warnings.has(Warning::pages_dropped));
}

void expect_refused(const char* what, const Bytes& file, ErrorCode code, const std::string& message) {
  try {
    open_tiff(file);
    ADD_FAILURE() << what << " was taken";
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), code) << what << ": " << error.what();
    EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << what << ": " << error.what();
  }
}

TEST(TiffPages, CameraRawIsCalledSo) {
  const auto raw = [](unsigned photometric) {
    return page(
        {.subfile_type = 0, .set_more = [=](TIFF* tiff) { TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, photometric); }}, 0);
  };
  constexpr unsigned kLinearRaw = 34892;
  for (const unsigned photometric : {static_cast<unsigned>(PHOTOMETRIC_CFA), kLinearRaw}) {
    const std::string code = std::to_string(photometric);
    const auto refused = [&](const char* what, const std::vector<StoredPage>& pages) {
      expect_refused((what + code).c_str(), test::make_tiff(pages), ErrorCode::unsupported_format, "camera raw");
    };
    refused("raw ", {raw(photometric)});
    refused("raw below a preview ", {other({.subfile_type = 1, .sub_pages = 1}), raw(photometric)});
    refused("raw behind a preview ", {other({}), raw(photometric)});
  }
  Bytes canon = test::make_tiff({}, [](auto, auto, auto) { return 0; });
  canon[8] = 'C';
  canon[9] = 'R';
  canon[10] = 2;
  expect_refused("CR2", canon, ErrorCode::unsupported_format, "camera raw");
}

Bytes bytes_of(std::string_view text) {
  Bytes bytes(text.begin(), text.end());
  bytes.resize(std::max<std::size_t>(bytes.size(), 108));
  return bytes;
}

TEST(TiffPages, AFileWithoutAPictureIsCalledSo) {
  using namespace std::string_view_literals;
  const std::string_view heads[] = {
      "II*\0\x10\0\0\0"sv,  // an empty directory
      "MM\0*\0\0\0\x10"sv,
      "II*\0\0\0\0\0"sv,                               // no directory
      "II+\0\x08\0\0\0\x20\0\0\0\0\0\0\0"sv,           // BigTIFF, an empty directory
      "II+\0\x08\0\0\0\0\0\0\0\0\0\0\0"sv,             // BigTIFF, no directory
      "II*\0\x08\0\0\0\1\0\x0F\1\2\0\4\0\0\0Me!\0"sv,  // a maker, but no image
  };
  for (const std::string_view head : heads) {
    expect_refused(std::string(head).c_str(), bytes_of(head), ErrorCode::corrupt, "has no image");
  }
  expect_refused("behind the end", bytes_of("II*\0\0\1\0\0"sv), ErrorCode::truncated, "behind its end");
  expect_refused("too many tags", bytes_of("II*\0\x08\0\0\0\xFF\xFF"sv), ErrorCode::corrupt, "cannot be read");
}

}  // namespace
}  // namespace resizer::imaging
