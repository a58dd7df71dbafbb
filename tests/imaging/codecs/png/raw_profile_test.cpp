#include "imaging/codecs/png/raw_profile.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/metadata/image_resources.hpp"
#include "imaging/support/png_testing.hpp"

namespace resizer::imaging {
namespace {

using namespace std::string_literals;

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

/// As ImageMagick writes it.
std::string raw_profile(const std::string& kind, std::string_view data) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string count = std::to_string(data.size());
  std::string text = "\n" + kind + "\n" + std::string(8 - count.size(), ' ') + count;
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (i % 36 == 0) text += '\n';
    text += kDigits[static_cast<unsigned char>(data[i]) >> 4];
    text += kDigits[static_cast<unsigned char>(data[i]) & 15];
  }
  return text + "\n";
}

// One directory with one entry: orientation 6.
const std::string kExif("II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0", 26);
const std::string kXmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>";

struct Row {
  std::string kind;
  std::string data;
  Bytes Metadata::*where;
  Bytes block;
};

const Row kRows[] = {
    {"exif", "Exif\0\0"s + kExif, &Metadata::exif, bytes_of(kExif)},
    {"exif", kExif, &Metadata::exif, bytes_of(kExif)},
    {"APP1", "Exif\0\0"s + kExif, &Metadata::exif, bytes_of(kExif)},
    {"APP1", "http://ns.adobe.com/xap/1.0/\0"s + kXmp, &Metadata::xmp, bytes_of(kXmp)},
    {"xmp", kXmp, &Metadata::xmp, bytes_of(kXmp)},
    {"iptc", "\x1C\2\5\0\1I"s, &Metadata::iptc, iptc_resource(bytes_of("\x1C\2\5\0\1I"s))},
    {"iptc", "8BIM\4\4\0\0\0\0\0\0"s, &Metadata::iptc, bytes_of("8BIM\4\4\0\0\0\0\0\0"s)},
    {"8bim", "8BIM\4\4\0\0\0\0\0\0"s, &Metadata::iptc, bytes_of("8BIM\4\4\0\0\0\0\0\0"s)},
};

/// A file with the text in each of the chunks that hold one.
std::vector<Bytes> files_with(const std::string& keyword, const std::string& text) {
  const auto file_with = [](const char(&type)[5], const std::string& data) {
    Bytes file = testing_support::make_png({.size = {1, 1}, .rows = {0, 0}});
    Bytes chunk;
    testing_support::append_chunk(chunk, type, bytes_of(data));
    file.insert(file.begin() + 33, chunk.begin(), chunk.end());  // after the header
    return file;
  };
  const std::string zero(1, '\0');
  const Bytes deflated = deflate(bytes_of(text), kThoroughDeflate);
  const std::string packed(deflated.begin(), deflated.end());
  return {file_with("tEXt", keyword + zero + text), file_with("zTXt", keyword + zero + zero + packed),
          file_with("iTXt", keyword + std::string(5, '\0') + text),
          file_with("iTXt", keyword + zero + "\1" + std::string(3, '\0') + packed)};
}

TEST(PngRawProfile, IsTakenFromEveryKindOfText) {
  for (const Row& row : kRows) {
    for (const Bytes& file : files_with("Raw profile type " + row.kind, raw_profile(row.kind, row.data))) {
      const ImageInfo info = png_codec().open(file)->info();
      EXPECT_EQ(info.metadata.*row.where, row.block) << row.kind;
      EXPECT_FALSE(info.metadata.has_text) << row.kind;
      EXPECT_EQ(info.orientation, row.where == &Metadata::exif ? 6 : 1) << row.kind;
    }
  }
}

TEST(PngMetadata, XmpIsTakenFromEveryKindOfText) {
  for (const Bytes& file : files_with("XML:com.adobe.xmp", kXmp)) {
    const ImageInfo info = png_codec().open(file)->info();
    EXPECT_EQ(info.metadata.xmp, bytes_of(kXmp));
    EXPECT_FALSE(info.metadata.has_text);
  }
}

TEST(PngRawProfile, LeavesWhatHasAChunkOfItsOwn) {
  Metadata metadata;
  metadata.exif = bytes_of("own");
  EXPECT_TRUE(take_raw_profile("Raw profile type exif", raw_profile("exif", kExif), metadata));
  EXPECT_EQ(metadata.exif, bytes_of("own"));
}

TEST(PngRawProfile, OthersAreTexts) {
  Metadata metadata;
  for (const auto& [keyword, text] : {std::pair{"Author"s, "I"s},
                                      {"Raw profile type exif"s, "\nexif\n"s},
                                      {"Raw profile type exif"s, ""s},
                                      {"Raw profile type exif"s, "\nexif\n 99\n00\n"s},
                                      {"Raw profile type exif"s, "\nexif\n -1\n00\n"s},
                                      {"Raw profile type exif"s, "\nexif\n 18446744073709551615\n00\n"s},
                                      {"Raw profile type generic_profile"s, raw_profile("generic_profile", "data")}}) {
    EXPECT_FALSE(take_raw_profile(keyword, text, metadata)) << keyword << text;
  }
  EXPECT_TRUE(metadata.exif.empty());
}

}  // namespace
}  // namespace resizer::imaging
