#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <xxhash.h>

#include <algorithm>
#include <optional>

#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/webp/codec.hpp"
#include "imaging/color/profiles.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/kind_files.hpp"
#include "imaging/support/png_testing.hpp"
#include "util/error.hpp"

/// With --no-upscale a file that needs no change is the output, byte for byte.
namespace resizer::imaging {
namespace {

namespace test = testing_support;
using model::Keep;

constexpr Size kSize{60, 44};

PixelFormat pixels(ColorFamily family, Subsampling subsampling = {}) {
  return test::format_of(family, subsampling);
}

Bytes insert(const Bytes& file, std::size_t at, ByteView bytes) {
  Bytes changed = file;
  changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin(), bytes.end());
  return changed;
}

Bytes with_png_chunk(const Bytes& png, const char (&type)[5], const Bytes& data) {
  constexpr std::size_t kBehindHeader = 8 + 25;
  Bytes chunk;
  test::append_chunk(chunk, type, data);
  return insert(png, kBehindHeader, chunk);
}

/// Not what this program writes: made anew it has other bytes.
Bytes plain_file(const Codec& codec, const Metadata& metadata = {}) {
  const PixelFormat format = codec.storable(pixels(ColorFamily::ycbcr, {1, 1}), Compression::lossy);
  const Bytes file = codec.encode(test::make_picture(format, kSize), {.quality = 97, .metadata = &metadata});
  return codec.format == model::Format::png ? with_png_chunk(file, "sBIT", {8, 8, 8}) : file;
}

model::ResizeOptions no_upscale(std::uint32_t width_px = 100) {
  model::ResizeOptions options;
  options.sizes = {model::Box{width_px, std::nullopt}};
  options.upscale = false;
  return options;
}

bool stays(const Bytes& file, const model::ResizeOptions& options) {
  const test::Processed result = test::process(file, 0, options);
  EXPECT_EQ(result.report.outputs[0].hash, XXH3_64bits(result.file.data(), result.file.size()));
  EXPECT_EQ(result.report.outputs[0].image.bytes, result.file.size());
  return result.file == file;
}

const std::vector<const Codec*>& told_codecs() {
  static const std::vector<const Codec*> all{&jpeg_codec(), &png_codec(), &webp_codec()};
  return all;
}

TEST(Untouched, IsAFileThatNeedsNoChange) {
  for (const Codec* codec : told_codecs()) {
    const Bytes file = plain_file(*codec);
    for (const Keep keep : {Keep::icc, Keep::all, Keep::none}) {
      for (const std::uint32_t width_px : {kSize.width_px, 61U, 4000U}) {
        model::ResizeOptions options = no_upscale(width_px);
        options.keep = keep;
        EXPECT_TRUE(stays(file, options)) << model::name_of(codec->format) << ' ' << model::name_of(keep);
        options.formats = {codec->format};
        EXPECT_TRUE(stays(file, options)) << "its own format asked for";
      }
    }
  }
}

struct Change {
  const char* what;
  void (*choose)(model::ResizeOptions&);
};

TEST(Untouched, IsNoFileOfWhichAnythingIsAsked) {
  const std::vector<Change> changes{
      {"smaller",
       [](model::ResizeOptions& options) {
         options.sizes = {model::Box{kSize.width_px - 1, {}}};
       }},
      {"cropped",
       [](model::ResizeOptions& options) {
         options.sizes = {model::Box{1000, kSize.height_px - 1}};
         options.fit = model::Fit::cover;
       }},
      {"padded",
       [](model::ResizeOptions& options) {
         options.sizes = {model::Box{1000, 1000}};
         options.fit = model::Fit::contain;
       }},
      {"quality", [](model::ResizeOptions& options) { options.quality = 80; }},
      {"srgb", [](model::ResizeOptions& options) { options.to_srgb = true; }},
      {"linear", [](model::ResizeOptions& options) { options.linear = true; }},
      {"sharper", [](model::ResizeOptions& options) { options.sharpen = model::kScreenSharpening; }},
      {"enlarging", [](model::ResizeOptions& options) { options.upscale = true; }},
      {"format", [](model::ResizeOptions& options) { options.formats = {model::Format::tiff}; }},
  };
  for (const Codec* codec : told_codecs()) {
    const Bytes file = plain_file(*codec);
    for (const Change& change : changes) {
      model::ResizeOptions options = no_upscale();
      change.choose(options);
      EXPECT_FALSE(stays(file, options)) << model::name_of(codec->format) << ' ' << change.what;
    }
  }
}

TEST(Untouched, IsNoJpegThatIsToBeStoredInAnotherWay) {
  const Bytes file = plain_file(jpeg_codec());
  std::size_t copies = 0;
  for (const model::Chroma chroma : {model::Chroma::yuv444, model::Chroma::yuv422, model::Chroma::yuv420}) {
    model::ResizeOptions options = no_upscale();
    options.chroma = chroma;
    copies += stays(file, options) ? 1 : 0;
    options.progressive = true;
    EXPECT_FALSE(stays(file, options)) << model::name_of(chroma);
  }
  EXPECT_EQ(copies, 1U) << "with the chroma that it has";
}

/// A file with a profile, EXIF and all that is not named in Metadata, and what of it each policy leaves alone.
TEST(Untouched, IsAFileWhoseMetadataAreAllKept) {
  Metadata profile;
  profile.icc = srgb_profile();
  Metadata exif;
  exif.exif = test::exif_with_orientation(1);
  Metadata xmp;
  xmp.xmp = {'<', 'x', '/', '>'};
  struct Row {
    const char* what;
    Metadata metadata;
    bool with_icc;
    bool with_none;
  };
  const std::vector<Row> rows{{"nothing", {}, true, true},
                              {"profile", profile, true, false},
                              {"exif", exif, false, false},
                              {"xmp", xmp, false, false}};
  for (const Codec* codec : told_codecs()) {
    for (const Row& row : rows) {
      const Bytes file = plain_file(*codec, row.metadata);
      for (const auto& [keep, expected] :
           {std::pair{Keep::all, true}, {Keep::icc, row.with_icc}, {Keep::none, row.with_none}}) {
        model::ResizeOptions options = no_upscale();
        options.keep = keep;
        EXPECT_EQ(stays(file, options), expected)
            << model::name_of(codec->format) << " with " << row.what << ", keep " << model::name_of(keep);
      }
    }
  }
}

/// A comment, a segment that is unknown, a preview in JFIF, a chunk of its own, or anything after the end.
TEST(Untouched, IsNoFileWithMoreThanMetadataTellUnlessAllIsKept) {
  const Bytes jpeg = plain_file(jpeg_codec());
  const Bytes png = plain_file(png_codec());
  const std::vector<std::pair<const char*, Bytes>> files{
      {"comment", insert(jpeg, 2, Bytes{0xFF, 0xFE, 0, 6, 'G', 'P', 'S', '!'})},
      {"unknown segment", insert(jpeg, 2, Bytes{0xFF, 0xE9, 0, 6, 'w', 'h', 'a', 't'})},
      {"private chunk", with_png_chunk(png, "prVt", {1, 2, 3})},
  };
  for (const auto& [what, file] : files) {
    EXPECT_FALSE(stays(file, no_upscale())) << what;
  }
  for (const std::size_t codec_index : {0U, 1U, 2U}) {
    const Codec& codec = *told_codecs()[codec_index];
    const Bytes file = plain_file(codec);
    ASSERT_TRUE(codec.holds_image_only(file));
    Bytes longer = file;
    longer.insert(longer.end(), {'t', 'r', 'a', 'i', 'l'});
    EXPECT_FALSE(codec.holds_image_only(longer)) << model::name_of(codec.format);
    for (std::size_t size = 0; size < file.size(); ++size) {
      ASSERT_FALSE(codec.holds_image_only(ByteView(file).first(size))) << model::name_of(codec.format) << ' ' << size;
    }
  }
}

TEST(Untouched, IsNoFileThatIsTurned) {
  Metadata turned;
  turned.exif = test::exif_with_orientation(6);
  const Bytes file = plain_file(jpeg_codec(), turned);
  model::ResizeOptions options = no_upscale();
  options.keep = Keep::all;
  EXPECT_FALSE(stays(file, options));
  options.auto_orient = false;
  EXPECT_TRUE(stays(file, options));
}

/// Damage is found as in any other file, and a file that is damaged, or against the rules, is written anew.
TEST(Untouched, IsNoDamagedFile) {
  for (const Codec* codec : told_codecs()) {
    const Bytes whole = plain_file(*codec);
    const Bytes file(whole.begin(), whole.end() - static_cast<std::ptrdiff_t>(whole.size() / 3));
    model::ResizeOptions options = no_upscale();
    EXPECT_THROW(test::process(file, 0, options), util::Error) << model::name_of(codec->format);
    options.fail_on = model::FailOn::none;
    EXPECT_FALSE(stays(file, options)) << model::name_of(codec->format);
  }
}

/// Whatever kind it is: what stays as it is has nothing to warn of.
TEST(Untouched, IsNothingThatIsWarnedOf) {
  std::size_t untouched = 0;
  for (const test::Kind& kind : test::all_kinds()) {
    for (const Keep keep : {Keep::all, Keep::icc}) {
      model::ResizeOptions options = no_upscale();
      options.keep = keep;
      if (!model::traits_of(kind.format).is_written) options.formats = {model::written_instead_of(kind.format)};
      const test::Processed result = test::process(kind.file, 0, options);
      if (result.file != kind.file) continue;
      ++untouched;
      EXPECT_EQ(result.report.warnings, model::Warnings{}) << kind.name;
      EXPECT_EQ(result.report.input.width_px, result.report.outputs[0].image.width_px) << kind.name;
    }
  }
  EXPECT_GT(untouched, 50U);
}

}  // namespace
}  // namespace resizer::imaging
