#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "imaging/codecs/registry.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/metadata/exif_tables.hpp"
#include "imaging/pipeline/image_processor.hpp"
#include "imaging/support/codec_testing.hpp"
#include "model/format.hpp"
#include "support/temp_folder.hpp"
#include "util/file.hpp"

namespace resizer::imaging {
namespace {

using model::Format;
using model::Keep;
using nlohmann::json;

constexpr std::string_view kMake = "Camera-Maker-Of-The-Test";
constexpr std::string_view kArtist = "Artist-Of-The-Test";
constexpr std::string_view kThumbnail = "Thumbnail-Of-The-Test";
constexpr std::string_view kXmpCreator = "Xmp-Creator-Of-The-Test";
constexpr std::string_view kCity = "City-Of-The-Test";
constexpr std::string_view kGpsDatum = "Gps-Datum-Of-The-Test";
constexpr Format kFormats[] = {Format::jpeg, Format::png, Format::webp, Format::tiff, Format::avif, Format::jxl};

Bytes little_endian(std::initializer_list<std::uint32_t> values, unsigned bytes_each) {
  Bytes bytes;
  for (const std::uint32_t value : values) {
    for (unsigned i = 0; i < bytes_each; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  return bytes;
}

ExifField text_field(std::uint16_t tag, std::string_view text) {
  ExifField field{tag, 2, static_cast<std::uint32_t>(text.size() + 1), Bytes(text.begin(), text.end())};
  field.value.push_back(0);
  return field;
}

ExifField short_field(std::uint16_t tag, std::uint16_t value) {
  return {tag, 3, 1, little_endian({value}, 2)};
}

/// Turned left, 64 x 48 pixels, with a position and a thumbnail.
Bytes camera_exif() {
  ExifTables tables;
  tables.main = {text_field(0x010F, kMake), short_field(0x0112, 6), text_field(0x013B, kArtist)};
  tables.exif = {short_field(0xA002, 64), short_field(0xA003, 48), {0x829A, 5, 1, little_endian({1, 125}, 4)}};
  tables.gps = {{0, 1, 4, {2, 3, 0, 0}},
                text_field(1, "N"),
                {2, 5, 3, little_endian({48, 1, 12, 1, 30, 1}, 4)},
                text_field(3, "E"),
                {4, 5, 3, little_endian({11, 1, 34, 1, 0, 1}, 4)},
                text_field(0x12, kGpsDatum)};
  Bytes block = exif_block(tables);
  // The thumbnail's directory follows the first one.
  const std::size_t first = block[4] + 256U * block[5];
  const std::size_t next_at = first + 2 + std::size_t{12} * block[first];
  const auto second = static_cast<std::uint32_t>(block.size());
  const Bytes offset = little_endian({second}, 4);
  std::copy(offset.begin(), offset.end(), block.begin() + static_cast<std::ptrdiff_t>(next_at));
  const auto thumbnail_at = static_cast<std::uint32_t>(second + 2 + 3 * 12 + 4);
  Bytes directory = little_endian({3, 0x0103, 3}, 2);
  const auto append = [&](const Bytes& bytes) { directory.insert(directory.end(), bytes.begin(), bytes.end()); };
  append(little_endian({1, 6}, 4));
  append(little_endian({0x0201, 4}, 2));
  append(little_endian({1, thumbnail_at}, 4));
  append(little_endian({0x0202, 4}, 2));
  append(little_endian({1, static_cast<std::uint32_t>(kThumbnail.size()), 0}, 4));
  append(Bytes(kThumbnail.begin(), kThumbnail.end()));
  block.insert(block.end(), directory.begin(), directory.end());
  return block;
}

Metadata camera_metadata() {
  Metadata metadata;
  metadata.exif = camera_exif();
  const std::string xmp =
      "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
      "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq><rdf:li>" +
      std::string(kXmpCreator) +
      "</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
  metadata.xmp.assign(xmp.begin(), xmp.end());
  // Record 2, data set 90 (IPTC-IIM 4.2) in the image resource 0x0404.
  Bytes iim{0x1C, 2, 90, 0, static_cast<std::uint8_t>(kCity.size())};
  iim.insert(iim.end(), kCity.begin(), kCity.end());
  metadata.iptc = {'8', 'B', 'I', 'M', 4, 4, 0, 0, 0, 0, 0, static_cast<std::uint8_t>(iim.size())};
  metadata.iptc.insert(metadata.iptc.end(), iim.begin(), iim.end());
  if (iim.size() % 2 != 0) metadata.iptc.push_back(0);
  metadata.icc = profile_of({12, 13});
  metadata.density = PixelDensity{300, 150};
  return metadata;
}

bool has(const Bytes& file, std::string_view text) {
  return std::search(file.begin(), file.end(), text.begin(), text.end()) != file.end();
}

class MetadataTest : public testing::Test {
 protected:
  /// The file that becomes of an image with all metadata.
  std::filesystem::path process(Format from, Format to, Keep keep) const {
    const std::filesystem::path input = folder_ / ("input" + std::string(model::extension_of(from)));
    if (!std::filesystem::exists(input)) util::write_new_file(input, make_input(from));
    model::ResizeOptions options;
    options.sizes = {model::Box{
        24, std::nullopt}};  // of the upright image, which is 48 pixels wide unless the format turns it itself
    options.formats = {to};
    options.keep = keep;
    std::filesystem::path output = folder_ / (std::string(model::name_of(from)) + "_" +
                                              std::string(model::name_of(keep)) + std::string(model::extension_of(to)));
    const model::JobReport report = ImageProcessor(options).process({input, 0, {output}}, std::span(&output, 1));
    EXPECT_FALSE(report.warnings.has(model::Warning::exif_broken));
    return output;
  }

  static Bytes make_input(Format format) {
    const Metadata metadata = camera_metadata();
    const Codec& codec = *find_codec(format);
    const PixelFormat pixels =
        codec.storable(testing_support::format_of(ColorFamily::ycbcr, {1, 1}), Compression::lossy);
    Bytes file = codec.encode(testing_support::make_picture(pixels, {64, 48}), {.metadata = &metadata});
    // Written by hand it is turned; the encoder says it is upright.
    if (format == Format::tiff) set_tiff_orientation(file, 6);
    return file;
  }

  static void set_tiff_orientation(Bytes& file, std::uint8_t orientation) {
    const std::size_t first = file[4] + 256U * file[5] + 65536U * file[6];
    for (std::size_t at = first + 2; at < first + 2 + std::size_t{12} * file[first]; at += 12) {
      if (file[at] == 0x12 && file[at + 1] == 0x01) file[at + 8] = orientation;
    }
  }

  static Bytes read(const std::filesystem::path& path) {
    Bytes bytes;
    util::read_file(path, 1U << 30U, bytes);
    return bytes;
  }

  test::TempFolder folder_;
};

TEST_F(MetadataTest, AllIsKeptOrNoneIsLeftInEveryPairOfFormats) {
  for (const Format from : kFormats) {
    for (const Format to : kFormats) {
      SCOPED_TRACE(std::string(model::name_of(from)) + " to " + std::string(model::name_of(to)));
      const bool both_hold_iptc =
          (from == Format::jpeg || from == Format::tiff) && (to == Format::jpeg || to == Format::tiff);
      const Bytes all = read(process(from, to, Keep::all));
      for (const std::string_view text : {kMake, kArtist, kGpsDatum, kXmpCreator}) EXPECT_TRUE(has(all, text)) << text;
      EXPECT_EQ(has(all, kCity), both_hold_iptc);
      EXPECT_FALSE(has(all, kThumbnail));
      for (const Keep keep : {Keep::icc, Keep::none}) {
        const Bytes less = read(process(from, to, keep));
        for (const std::string_view text : {kMake, kArtist, kGpsDatum, kXmpCreator, kCity, kThumbnail}) {
          EXPECT_FALSE(has(less, text)) << text << " with --keep " << model::name_of(keep);
        }
        const ImageInfo info = recognize(less)->open(less)->info();
        EXPECT_EQ(info.metadata.icc.empty(), keep == Keep::none);
        EXPECT_TRUE(info.metadata.exif.empty() || to == Format::tiff) << "a TIFF has an orientation in any case";
        EXPECT_EQ(info.orientation, 1);
      }
    }
  }
}

/// What exiftool says of files, tags by "group:name", in the order of the files.
json exiftool(const std::vector<std::filesystem::path>& files, const std::filesystem::path& scratch) {
  std::string command = "exiftool -j -n -G1 -a";
  for (const auto& file : files) command += " '" + file.string() + "'";
  command += " > '" + scratch.string() + "' 2>/dev/null";
  if (std::system(command.c_str()) == -1) ADD_FAILURE() << "exiftool did not run";
  std::ifstream result(scratch);
  return json::parse(result);
}

void expect_all(const json& tags, Format format, bool turned) {
  EXPECT_EQ(tags.value("IFD0:Make", ""), kMake);
  EXPECT_EQ(tags.value("IFD0:Orientation", 0), 1);
  EXPECT_EQ(tags.value("ExifIFD:ExifImageWidth", 0), 24);
  EXPECT_EQ(tags.value("ExifIFD:ExifImageHeight", 0), turned ? 32 : 18);
  EXPECT_EQ(tags.value("ExifIFD:ExposureTime", 0.0), 0.008);
  EXPECT_EQ(tags.value("GPS:GPSMapDatum", ""), kGpsDatum);
  EXPECT_NEAR(tags.value("GPS:GPSLatitude", 0.0), 48.208333, 1e-5);
  EXPECT_EQ(tags.value("XMP-dc:Creator", ""), kXmpCreator);
  // JPEG XL compresses profiles, which exiftool does not read.
  EXPECT_EQ(tags.value("ICC-header:ColorSpaceData", ""), format == Format::jxl ? "" : "RGB ");
  EXPECT_FALSE(tags.contains("IFD1:ThumbnailOffset"));
  EXPECT_FALSE(tags.contains("ExifTool:Error")) << tags.dump(1);
}

/// Of an image of 300 x 150 pixels an inch that was turned by 90 degrees.
void expect_turned_density(const json& tags, Format format) {
  if (format == Format::jpeg) {
    EXPECT_EQ(tags.value("JFIF:ResolutionUnit", 0), 1);
    EXPECT_EQ(tags.value("JFIF:XResolution", 0), 150);
    EXPECT_EQ(tags.value("JFIF:YResolution", 0), 300);
  } else if (format == Format::png) {
    EXPECT_EQ(tags.value("PNG-pHYs:PixelUnits", 0), 1);
    EXPECT_EQ(tags.value("PNG-pHYs:PixelsPerUnitX", 0), 5906);
    EXPECT_EQ(tags.value("PNG-pHYs:PixelsPerUnitY", 0), 11811);
  } else if (format == Format::tiff) {
    EXPECT_EQ(tags.value("IFD0:ResolutionUnit", 0), 2);
    EXPECT_NEAR(tags.value("IFD0:XResolution", 0.0), 150, 0.013);
    EXPECT_NEAR(tags.value("IFD0:YResolution", 0.0), 300, 0.013);
  }
}

bool has_density(Format format) {
  return format == Format::jpeg || format == Format::png || format == Format::tiff;
}

TEST_F(MetadataTest, ExiftoolReadsWhatIsKept) {
  if (std::system("command -v exiftool >/dev/null 2>&1") != 0) GTEST_SKIP() << "exiftool is not installed";
  for (const Format from : kFormats) {
    std::vector<std::filesystem::path> files;
    for (const Format to : kFormats) files.push_back(process(from, to, Keep::all));
    const json all = exiftool(files, folder_ / "all.json");
    ASSERT_EQ(all.size(), std::size(kFormats));
    for (std::size_t i = 0; i < files.size(); ++i) {
      SCOPED_TRACE(std::string(model::name_of(from)) + " to " + std::string(model::name_of(kFormats[i])));
      expect_all(all[i], kFormats[i], from != Format::avif && from != Format::jxl);
      if (has_density(from)) expect_turned_density(all[i], kFormats[i]);
    }
  }
}

TEST_F(MetadataTest, ExiftoolFindsNothingWhereNoneIsKept) {
  if (std::system("command -v exiftool >/dev/null 2>&1") != 0) GTEST_SKIP() << "exiftool is not installed";
  for (const Format from : kFormats) {
    std::vector<std::filesystem::path> files;
    for (const Format to : kFormats) files.push_back(process(from, to, Keep::none));
    for (const json& tags : exiftool(files, folder_ / "none.json")) {
      SCOPED_TRACE(tags.value("SourceFile", ""));
      for (const auto& [name, value] : tags.items()) {
        for (const std::string_view group :
             {"GPS", "ExifIFD", "XMP", "IPTC", "ICC", "Photoshop", "IFD1", "InteropIFD"}) {
          EXPECT_FALSE(std::string_view(name).starts_with(group)) << name << " = " << value.dump();
        }
      }
      for (const char* tag : {"IFD0:Make", "IFD0:XResolution", "PNG-pHYs:PixelsPerUnitX"}) {
        EXPECT_FALSE(tags.contains(tag)) << tag;
      }
      EXPECT_EQ(tags.value("JFIF:ResolutionUnit", 0), 0);
    }
  }
}

TEST_F(MetadataTest, BrokenExifIsAWarningInEveryFormat) {
  Metadata metadata;
  const std::string_view broken("II*\0\xFF\xFF\xFF\x7F", 8);
  metadata.exif.assign(broken.begin(), broken.end());
  for (const Format format : {Format::jpeg, Format::png, Format::webp, Format::avif, Format::jxl}) {
    SCOPED_TRACE(model::name_of(format));
    const Codec& codec = *find_codec(format);
    const PixelFormat pixels = codec.storable(testing_support::format_of(ColorFamily::ycbcr, {1, 1}), {});
    const std::filesystem::path input = folder_ / ("broken" + std::string(model::extension_of(format)));
    util::write_new_file(input, codec.encode(testing_support::make_picture(pixels, {32, 24}), {.metadata = &metadata}));
    model::ResizeOptions options;
    options.sizes = {model::Box{16, std::nullopt}};
    options.keep = Keep::all;
    const std::filesystem::path output = folder_ / ("out" + std::string(model::extension_of(format)));
    const model::JobReport report = ImageProcessor(options).process({input, 0, {output}}, std::span(&output, 1));
    EXPECT_TRUE(report.warnings.has(model::Warning::exif_broken));
    const Bytes file = read(output);
    EXPECT_TRUE(recognize(file)->open(file)->info().metadata.exif.empty());
  }
}

}  // namespace
}  // namespace resizer::imaging
