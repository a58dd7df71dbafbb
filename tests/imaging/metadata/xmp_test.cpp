#include "imaging/metadata/xmp.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace resizer::imaging {
namespace {

using model::Warning;
using model::Warnings;

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

/// A packet whose one description has these attributes and elements.
std::string packet(const std::string& attributes, const std::string& elements = {}) {
  return "<?xpacket begin='\xEF\xBB\xBF' id='W5M0MpCehiHzreSzNTczkc9d'?>\n<x:xmpmeta xmlns:x='adobe:ns:meta/'>\n"
         "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<rdf:Description rdf:about=''\n"
         " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'\n"
         " xmlns:t='http://ns.adobe.com/tiff/1.0/' xmlns:exif='http://ns.adobe.com/exif/1.0/'\n"
         " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:GCamera='http://ns.google.com/photos/1.0/camera/'" +
         attributes + ">\n" + elements + "\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n    \n<?xpacket end='w'?>";
}

struct Part {
  std::string attributes;
  std::string elements{};
};

struct Row {
  const char* what;
  Part before;
  Part after;
};

constexpr const char* kHdrgm = " xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/'";
constexpr const char* kContainer =
    " xmlns:Container='http://ns.google.com/photos/1.0/container/'"
    " xmlns:Item='http://ns.google.com/photos/1.0/container/item/'";

std::string directory_of(const std::string& semantic) {
  return "<Container:Directory><rdf:Seq><rdf:li rdf:parseType='Resource'><Container:Item Item:Semantic='Primary'/>"
         "</rdf:li><rdf:li rdf:parseType='Resource'><Container:Item Item:Semantic='" +
         semantic + "' Item:Length='705'/></rdf:li></rdf:Seq></Container:Directory>";
}

/// Of an image of 24 x 32 pixels with orientation 3.
TEST(Xmp, IsBroughtUpToDateAndKeepsAllElse) {
  const Row rows[] = {
      {"nothing to change",
       {" dc:format='a&gt;b'", "<dc:title>x</dc:title>"},
       {" dc:format='a&gt;b'", "<dc:title>x</dc:title>"}},
      {"orientation as attribute",
       {" tiff:Orientation=\"6\" tiff:Make='M'"},
       {" tiff:Orientation=\"3\" tiff:Make='M'"}},
      {"orientation as element",
       {"", "<tiff:Orientation>6</tiff:Orientation>"},
       {"", "<tiff:Orientation>3</tiff:Orientation>"}},
      {"another prefix and blanks", {" t:Orientation =\n '6' "}, {" t:Orientation =\n '3' "}},
      {"an element with its own prefix",
       {"", "<q:Orientation xmlns:q='http://ns.adobe.com/tiff/1.0/'>6</q:Orientation >"},
       {"", "<q:Orientation xmlns:q='http://ns.adobe.com/tiff/1.0/'>3</q:Orientation >"}},
      {"written with references", {" tiff:Orientation='&#54;'"}, {" tiff:Orientation='3'"}},
      {"a comment in the value",
       {"", "<tiff:Orientation><!-- > -->6</tiff:Orientation>"},
       {"", "<tiff:Orientation>3</tiff:Orientation>"}},
      {"a value in an attribute", {"", "<tiff:Orientation rdf:value='6'/>"}, {"", ""}},
      {"a value in an element",
       {"", "<tiff:Orientation rdf:parseType='Resource'><rdf:value>6</rdf:value></tiff:Orientation>"},
       {"", ""}},
      {"sizes",
       {" exif:PixelXDimension='640' exif:PixelYDimension='480'",
        "<tiff:ImageWidth>640</tiff:ImageWidth><tiff:ImageLength>480</tiff:ImageLength>"},
       {" exif:PixelXDimension='24' exif:PixelYDimension='32'",
        "<tiff:ImageWidth>24</tiff:ImageWidth><tiff:ImageLength>32</tiff:ImageLength>"}},
      {"the same name in another namespace", {" dc:Orientation='6'"}, {" dc:Orientation='6'"}},
      {"an orientation of another picture",
       {"", "<dc:source rdf:parseType='Resource'><tiff:Orientation>6</tiff:Orientation></dc:source>"},
       {"", "<dc:source rdf:parseType='Resource'><tiff:Orientation>6</tiff:Orientation></dc:source>"}},
      {"thumbnails",
       {"",
        "<xmp:Rating>5</xmp:Rating><xmp:Thumbnails><rdf:Alt><rdf:li "
        "tiff:Orientation='6'>AAAA</rdf:li></rdf:Alt></xmp:Thumbnails>"},
       {"", "<xmp:Rating>5</xmp:Rating>"}},
      {"a gain map",
       {std::string(kHdrgm) + " hdrgm:Version='1.0' dc:a='b'", "<hdrgm:GainMapMax>1</hdrgm:GainMapMax>"},
       {" dc:a='b'"}},
      {"a container", {kContainer, directory_of("GainMap")}, {""}},
      {"a motion photo",
       {" GCamera:MotionPhoto='1' GCamera:MotionPhotoVersion='1' GCamera:SpecialTypeID='x' "
        "GCamera:MicroVideoOffset='9'"},
       {" GCamera:SpecialTypeID='x'"}},
      {"a depth map and a link to more XMP",
       {" xmlns:GDepth='http://ns.google.com/photos/1.0/depthmap/' GDepth:Near='1' "
        "xmlns:n='http://ns.adobe.com/xmp/note/' n:HasExtendedXMP='A'"},
       {" xmlns:n='http://ns.adobe.com/xmp/note/'"}},
  };
  for (const Row& row : rows) {
    const std::string before = packet(row.before.attributes, row.before.elements);
    const std::string after = packet(row.after.attributes, row.after.elements);
    EXPECT_EQ(text_of(updated_xmp(bytes_of(before), {24, 32}, 3)), after) << row.what;
    EXPECT_EQ(text_of(updated_xmp(bytes_of(before + std::string(3, '\0')), {24, 32}, 3)), after)
        << row.what << ", with zeros behind it";
  }
}

TEST(Xmp, WithoutTheElementAroundRdfIsReadAsWell) {
  const std::string before =
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
      "xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Orientation='6'/></rdf:RDF>";
  std::string after = before;
  after.replace(after.find('6'), 1, "1");
  EXPECT_EQ(text_of(updated_xmp(bytes_of(before), {1, 1}, 1)), after);
}

TEST(Xmp, InUtf16BecomesUtf8) {
  const std::string text = packet(" tiff:Orientation='6'");
  const std::string expected = packet(" tiff:Orientation='1'");
  std::u16string units;
  for (const char letter : packet(" tiff:Orientation='6'")) units += static_cast<unsigned char>(letter);
  // The mark between the quotes is three bytes in UTF-8 and one unit here.
  units.replace(units.find(u"\u00EF\u00BB\u00BF"), 3, u"\uFEFF");
  for (const bool big_endian : {false, true}) {
    for (const bool marked : {false, true}) {
      Bytes bytes;
      for (const char16_t unit : (marked ? u"\uFEFF" : u"") + units) {
        bytes.push_back(static_cast<std::uint8_t>(big_endian ? unit >> 8 : unit & 0xFF));
        bytes.push_back(static_cast<std::uint8_t>(big_endian ? unit & 0xFF : unit >> 8));
      }
      EXPECT_EQ(text_of(updated_xmp(bytes, {1, 1}, 1)), expected) << big_endian << marked;
    }
  }
}

TEST(Xmp, ThatCannotBeReadIsDropped) {
  const std::string good = packet(" tiff:Orientation='6'");
  for (const std::string& bad : {std::string(), std::string("<"), std::string(100, ' '), good.substr(0, 300),
                                 std::string("<g:x xmlns:g='http://ns.adobe.com/hdr-gain-map/1.0/'/>"), good + "<x/>",
                                 packet(" tiff:Orientation='6' tiff:Orientation='6'"), packet(" other:Orientation='6'"),
                                 packet(" dc:title='\xFF'"), packet("", "&other;"),
                                 "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + good.substr(good.find("<x:")),
                                 "<?xml version='1.0' encoding='ISO-8859-1'?>" + good.substr(good.find("<x:"))}) {
    EXPECT_EQ(text_of(updated_xmp(bytes_of(bad), {1, 1}, 1)), "") << bad;
  }
}

TEST(Xmp, ThatIsDeepOrWideIsReadInProportion) {
  constexpr std::size_t kCount = 100'000;
  std::string deep;
  for (std::size_t i = 0; i < kCount; ++i) deep += "<dc:a>";
  for (std::size_t i = 0; i < kCount; ++i) deep += "</dc:a>";
  std::string wide;
  for (std::size_t i = 0; i < kCount; ++i) wide += "<tiff:Orientation>6</tiff:Orientation>";
  EXPECT_EQ(updated_xmp(bytes_of(packet("", deep)), {1, 1}, 1), bytes_of(packet("", deep)));
  EXPECT_EQ(updated_xmp(bytes_of(packet("", wide)), {1, 1}, 3).size(), packet("", wide).size());
}

TEST(Xmp, SaysWhatElseTheFileHas) {
  const std::pair<std::string, Warnings> rows[] = {
      {packet(" dc:title='GainMap MotionPhoto'"), {}},
      {packet(kHdrgm), {}},
      {packet(std::string(kHdrgm) + " hdrgm:Version='1.0'"), {Warning::gain_map_dropped}},
      {packet(" xmlns:H='http://ns.apple.com/HDRGainMap/1.0/'", "<H:HDRGainMapVersion>65536</H:HDRGainMapVersion>"),
       {Warning::gain_map_dropped}},
      {packet(kContainer, directory_of("GainMap")), {Warning::gain_map_dropped}},
      {packet(kContainer, directory_of("MotionPhoto")), {Warning::motion_photo_dropped}},
      {packet(kContainer, directory_of("Depth")), {Warning::depth_map_dropped}},
      {packet(kContainer, directory_of("Original")), {}},
      {packet(" GCamera:MotionPhoto='1'"), {Warning::motion_photo_dropped}},
      {packet(" GCamera:MotionPhoto='0'"), {}},
      {packet("", "<GCamera:MicroVideo>1</GCamera:MicroVideo>"), {Warning::motion_photo_dropped}},
      {packet(" xmlns:GDepth='http://ns.google.com/photos/1.0/depthmap/' GDepth:Near='1'"),
       {Warning::depth_map_dropped}},
      {"<unreadable http://ns.adobe.com/hdr-gain-map/1.0/", {Warning::gain_map_dropped}},
      {"<unreadable http://ns.google.com/photos/1.0/camera/", {}},
  };
  for (const auto& [text, parts] : rows) EXPECT_EQ(parts_described_by_xmp(bytes_of(text)), parts) << text;
}

TEST(Xmp, EveryPrefixAndEveryChangedByteIsSafe) {
  const Bytes whole = bytes_of(packet(std::string(kHdrgm) + " tiff:Orientation='6' hdrgm:Version='1.0'",
                                      "<tiff:ImageWidth>640</tiff:ImageWidth>" + directory_of("GainMap")));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    EXPECT_TRUE(updated_xmp(ByteView(whole).first(at), {1, 1}, 1).empty() || at + 30 > whole.size()) << at;
    for (const int change : {0x01, 0x20, 0x80, 0xFF}) {
      Bytes changed = whole;
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ change);
      const Bytes updated = updated_xmp(changed, {1, 1}, 1);
      EXPECT_EQ(updated_xmp(updated, {1, 1}, 1), updated) << at << " changed by " << change;
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
