#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "imaging/codecs/png/codec.hpp"
#include "imaging/codecs/png/file.hpp"
#include "imaging/codecs/png/zlib_stream.hpp"
#include "imaging/core/big_endian.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/png_testing.hpp"
#include "util/error.hpp"

/// A PNG fails if any pixel is missing or unsure; whatever else is wrong with it is warned of.
namespace resizer::imaging {
namespace {

using model::FailOn;
using model::Warning;
using model::Warnings;
using testing_support::append_chunk;
using testing_support::make_png;
using testing_support::StoredPng;

struct Part {
  std::string type;
  Bytes data;
  bool good_checksum = true;
};
using Parts = std::vector<Part>;

Parts parts_of(const Bytes& file) {
  Parts parts;
  PngChunkReader chunks(ByteView(file).subspan(kPngSignature.size()));
  while (const auto chunk = chunks.next()) {
    parts.push_back({std::string(chunk->checked.begin(), chunk->checked.begin() + 4),
                     Bytes(chunk->data.begin(), chunk->data.end())});
  }
  return parts;
}

Bytes file_of(const Parts& parts) {
  Bytes file(kPngSignature.begin(), kPngSignature.end());
  for (const Part& part : parts) {
    append_big_endian(file, static_cast<std::uint32_t>(part.data.size()));
    const std::size_t checked = file.size();
    file.insert(file.end(), part.type.begin(), part.type.end());
    file.insert(file.end(), part.data.begin(), part.data.end());
    append_big_endian(file, crc32(ByteView(file).subspan(checked)) ^ (part.good_checksum ? 0 : 1));
  }
  return file;
}

Parts::iterator find(Parts& parts, const std::string& type) {
  return std::ranges::find(parts, type, &Part::type);
}

void put_before(Parts& parts, const std::string& type, Part part) {
  parts.insert(find(parts, type), std::move(part));
}

/// Noise of a kind, in all kinds of pixels that there are.
struct Kind {
  unsigned color;
  unsigned bit_depth;
  bool interlaced;

  std::string name() const {
    return "color " + std::to_string(color) + ", " + std::to_string(bit_depth) + " bits" +
           (interlaced ? ", interlaced" : "");
  }
  bool has_palette() const { return color == 3; }
  bool has_alpha_channel() const { return color == 4 || color == 6; }
};

std::vector<Kind> all_kinds() {
  constexpr std::pair<unsigned, std::array<unsigned, 5>> kDepths[] = {
      {0, {1, 2, 4, 8, 16}}, {2, {8, 16}}, {3, {1, 2, 4, 8}}, {4, {8, 16}}, {6, {8, 16}}};
  std::vector<Kind> kinds;
  for (const auto& [color, depths] : kDepths) {
    for (const unsigned depth : depths) {
      if (depth == 0) continue;
      for (const bool interlaced : {false, true}) kinds.push_back({color, depth, interlaced});
    }
  }
  return kinds;
}

Bytes png_of(const Kind& kind, const Bytes& transparency = {}) {
  constexpr Size kSize{8, 8};
  PngHeader header;
  header.bit_depth = static_cast<std::uint8_t>(kind.bit_depth);
  header.color = static_cast<PngColor>(kind.color);
  StoredPng stored{.size = kSize, .bit_depth = kind.bit_depth, .color = kind.color, .interlaced = kind.interlaced};
  stored.transparency = transparency;
  std::uint32_t noise = 1;
  constexpr std::pair<std::uint32_t, std::uint32_t> kPasses[]{{1, 1}, {1, 1}, {2, 1}, {2, 2}, {4, 2}, {4, 4}, {8, 4}};
  const auto add_rows = [&](std::uint32_t width, std::uint32_t count) {
    for (std::uint32_t y = 0; y < count; ++y) {
      stored.rows.push_back(0);
      for (std::size_t i = 0; i < header.row_bytes(width); ++i) {
        stored.rows.push_back(static_cast<std::uint8_t>((noise = noise * 1664525 + 1013904223) >> 24));
      }
    }
  };
  if (kind.interlaced) {
    for (const auto& [width, count] : kPasses) add_rows(width, count);
  } else {
    add_rows(kSize.width_px, kSize.height_px);
  }
  if (kind.has_palette()) {
    for (unsigned index = 0; index < (1U << kind.bit_depth); ++index) {
      for (const unsigned step : {7U, 11U, 13U}) stored.palette.push_back(static_cast<std::uint8_t>(index * step));
    }
  }
  return make_png(stored);
}

struct Result {
  std::optional<Image> image;
  Warnings warnings;
  util::ErrorCode code{};
  std::string reason;
};

Result decode(const Bytes& file, FailOn fail_on = FailOn::truncated) {
  Result result;
  try {
    const auto decoder = png_codec().open(file);
    DecodeRequest request;
    request.fail_on = fail_on;
    result.image = testing_support::read_all(*decoder, decoder->start(request));
    decoder->finish();
    result.warnings = decoder->info().warnings;
  } catch (const util::Error& error) {
    result = {};
    result.code = error.code();
    result.reason = error.what();
  }
  return result;
}

Bytes without_adler(const Bytes& stream) {
  return {stream.begin(), stream.end() - 4};
}

Bytes joined(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

struct Blemish {
  const char* what;
  std::function<void(Parts& parts)> make;
  Warning warning = Warning::nonconforming;
};

const Bytes kText{'K', 0, 't', 'e', 'x', 't'};
const Bytes kIccpHead{'x', 0, 0};

std::vector<Blemish> blemishes() {
  return {
      {"text with a bad checksum",
       [](Parts& p) {
         put_before(p, "IDAT", {"tEXt", kText, false});
       }},
      {"text behind the pixels with a bad checksum",
       [](Parts& p) {
         put_before(p, "IEND", {"zTXt", kText, false});
       }},
      {"unknown chunk with a bad checksum",
       [](Parts& p) {
         put_before(p, "IDAT", {"quUx", kText, false});
       }},
      {"EXIF with a bad checksum",
       [](Parts& p) {
         put_before(p, "IDAT", {"eXIf", kText, false});
       }},
      {"gAMA with a bad checksum",
       [](Parts& p) {
         put_before(p, "IDAT", {"gAMA", {0, 0, 0, 9}, false});
       }},
      {"text without an end",
       [](Parts& p) {
         put_before(p, "IDAT", {"iTXt", Bytes(9, 'x')});
       }},
      {"density of the wrong length",
       [](Parts& p) {
         put_before(p, "IDAT", {"pHYs", Bytes(8)});
       }},
      {"profile with a bad checksum",
       [](Parts& p) {
         put_before(p, find(p, "PLTE") == p.end() ? "IDAT" : "PLTE", {"iCCP", kIccpHead, false});
       },
       Warning::profile_broken},
      {"profile that is not compressed",
       [](Parts& p) {
         put_before(p, find(p, "PLTE") == p.end() ? "IDAT" : "PLTE", {"iCCP", joined(kIccpHead, kText)});
       },
       Warning::profile_broken},
      {"profile without a checksum of its own",
       [](Parts& p) {
         const Bytes stream = deflate(testing_support::make_metadata().icc, kThoroughDeflate);
         put_before(p, find(p, "PLTE") == p.end() ? "IDAT" : "PLTE",
                    {"iCCP", joined(kIccpHead, without_adler(stream))});
       },
       Warning::profile_broken},
      {"no end", [](Parts& p) { p.pop_back(); }},
      {"end with a bad checksum", [](Parts& p) { p.back().good_checksum = false; }},
      {"end with data", [](Parts& p) { p.back().data = kText; }},
      {"chunks behind the end",
       [](Parts& p) {
         p.push_back({"tEXt", kText});
       }},
      {"pixels behind the end", [](Parts& p) { p.push_back(*find(p, "IDAT")); }},
      {"bytes behind the compressed pixels", [](Parts& p) { find(p, "IDAT")->data.push_back(0); }},
      {"more pixels than announced",
       [](Parts& p) {
         Bytes raw = inflate(find(p, "IDAT")->data, 1U << 20U);
         raw.resize(raw.size() + 100);
         find(p, "IDAT")->data = deflate(raw, kFastDeflate);
       }},
      {"text between the pixels",
       [](Parts& p) {
         const auto pixels = find(p, "IDAT");
         const auto half = pixels->data.begin() + static_cast<std::ptrdiff_t>(pixels->data.size() / 2);
         const Part second{"IDAT", Bytes(half, pixels->data.end())};
         pixels->data.erase(half, pixels->data.end());
         put_before(p, "IEND", {"tEXt", kText});
         put_before(p, "IEND", second);
       }},
      {"transparency behind the pixels",
       [](Parts& p) {
         put_before(p, "IEND", {"tRNS", {0, 1}});
       }},
      {"transparency without bytes",
       [](Parts& p) {
         put_before(p, "IDAT", {"tRNS", Bytes(1000)});
       }},
  };
}

TEST(PngBlemishes, CostNoPixelAndAreWarnedOf) {
  for (const Kind& kind : all_kinds()) {
    const Bytes good = png_of(kind);
    const Result expected = decode(good, FailOn::warning);
    ASSERT_TRUE(expected.image) << kind.name() << ": " << expected.reason;
    ASSERT_EQ(expected.warnings, Warnings{}) << kind.name();
    for (const Blemish& blemish : blemishes()) {
      SCOPED_TRACE(std::string(blemish.what) + ", " + kind.name());
      Parts parts = parts_of(good);
      blemish.make(parts);
      const Bytes file = file_of(parts);
      for (const FailOn fail_on : {FailOn::truncated, FailOn::none}) {
        const Result result = decode(file, fail_on);
        ASSERT_TRUE(result.image) << result.reason;
        EXPECT_EQ(testing_support::max_difference(*result.image, *expected.image), 0);
        EXPECT_TRUE(result.warnings.has(blemish.warning));
        EXPECT_FALSE(result.warnings.has(Warning::data_damaged));
      }
      if (blemish.warning == Warning::nonconforming) {
        EXPECT_FALSE(decode(file, FailOn::warning).image);
      }
      model::ResizeOptions strict;
      strict.fail_on = FailOn::warning;
      EXPECT_THROW(testing_support::process(file, 4, strict), util::Error);
    }
  }
}

struct Loss {
  const char* what;
  std::function<void(Parts& parts)> make;
  util::ErrorCode code = util::ErrorCode::corrupt;
};

std::vector<Loss> losses() {
  return {
      {"pixels with a bad checksum", [](Parts& p) { find(p, "IDAT")->good_checksum = false; }},
      {"header with a bad checksum", [](Parts& p) { p.front().good_checksum = false; }},
      {"transparency with a bad checksum",
       [](Parts& p) {
         put_before(p, "IDAT", {"tRNS", {0, 1}, false});
       }},
      {"no pixels", [](Parts& p) { p.erase(find(p, "IDAT")); }, util::ErrorCode::truncated},
      {"half the pixels", [](Parts& p) { find(p, "IDAT")->data.resize(find(p, "IDAT")->data.size() / 2); },
       util::ErrorCode::truncated},
      {"pixels without their own checksum",
       [](Parts& p) { find(p, "IDAT")->data = without_adler(find(p, "IDAT")->data); }, util::ErrorCode::truncated},
      {"unknown critical chunk",
       [](Parts& p) {
         put_before(p, "IDAT", {"QUUX", kText});
       },
       util::ErrorCode::unsupported_format},
  };
}

TEST(PngLosses, FailByDefault) {
  for (const Kind& kind : all_kinds()) {
    for (const Loss& loss : losses()) {
      Parts parts = parts_of(png_of(kind));
      loss.make(parts);
      const Result result = decode(file_of(parts));
      EXPECT_FALSE(result.image) << loss.what << ", " << kind.name();
      EXPECT_EQ(result.code, loss.code) << loss.what << ", " << kind.name() << ": " << result.reason;
    }
    if (!kind.has_palette()) continue;
    Parts parts = parts_of(png_of(kind));
    find(parts, "PLTE")->good_checksum = false;
    EXPECT_FALSE(decode(file_of(parts)).image) << kind.name();
    EXPECT_TRUE(decode(file_of(parts), FailOn::none).warnings.has(Warning::data_damaged)) << kind.name();
    find(parts, "PLTE")->good_checksum = true;
    parts.push_back(*find(parts, "PLTE"));
    std::rotate(find(parts, "IDAT"), parts.end() - 1, parts.end());
    EXPECT_FALSE(decode(file_of(parts)).image) << kind.name() << ": two palettes";
  }
}

TEST(PngTransparency, OfTheWrongLengthOrKindIsLeftOut) {
  for (const Kind& kind : all_kinds()) {
    const Result plain = decode(png_of(kind));
    for (const std::size_t length : {0U, 1U, 2U, 3U, 5U, 6U, 7U, 257U}) {
      const bool is_right = kind.color == 0   ? length == 2
                            : kind.color == 2 ? length == 6
                                              : kind.has_palette() && length > 0 && length <= (1U << kind.bit_depth);
      if (is_right) continue;
      Parts parts = parts_of(png_of(kind));
      put_before(parts, "IDAT", {"tRNS", Bytes(length)});
      const Result result = decode(file_of(parts));
      ASSERT_TRUE(result.image) << kind.name() << ", " << length << ": " << result.reason;
      EXPECT_EQ(testing_support::max_difference(*result.image, *plain.image), 0) << kind.name() << ", " << length;
      EXPECT_EQ(result.warnings, Warnings{Warning::nonconforming}) << kind.name() << ", " << length;
    }
  }
}

TEST(PngTransparency, BeforeThePaletteIsLeftOut) {
  for (const unsigned bit_depth : {1U, 2U, 4U, 8U}) {
    const Kind kind{3, bit_depth, false};
    Parts parts = parts_of(png_of(kind));
    put_before(parts, "PLTE", {"tRNS", {0}});
    const Result result = decode(file_of(parts));
    ASSERT_TRUE(result.image);
    EXPECT_EQ(result.image->format.alpha, Alpha::none);
    EXPECT_EQ(result.warnings, Warnings{Warning::nonconforming});
  }
}

/// Bits beyond the depth are none of the color's (PNG 11.3.1.1).
TEST(PngTransparency, CountsInTheBitsOfTheDepth) {
  const auto big_endian = [](std::initializer_list<unsigned> values) {
    Bytes data;
    for (const unsigned value : values) {
      data.push_back(static_cast<std::uint8_t>(value >> 8U));
      data.push_back(static_cast<std::uint8_t>(value));
    }
    return data;
  };
  for (const bool interlaced : {false, true}) {
    for (const unsigned bit_depth : {1U, 2U, 4U, 8U, 16U}) {
      for (const unsigned color : {0U, 2U}) {
        if (color == 2 && bit_depth < 8) continue;
        const Kind kind{color, bit_depth, interlaced};
        const unsigned above = bit_depth == 16 ? 0 : 0x5A5A & (0xFFFFU << bit_depth);
        const unsigned level = 1;
        const auto color_of = [&](unsigned extra) {
          return color == 0 ? big_endian({level | extra}) : big_endian({level | extra, level | extra, level | extra});
        };
        const Result exact = decode(png_of(kind, color_of(0)));
        const Result high = decode(png_of(kind, color_of(above)));
        ASSERT_TRUE(exact.image && high.image) << kind.name();
        EXPECT_EQ(testing_support::max_difference(*exact.image, *high.image), 0) << kind.name();
        EXPECT_EQ(exact.warnings, Warnings{}) << kind.name();
        EXPECT_EQ(high.warnings, above == 0 ? Warnings{} : Warnings{Warning::nonconforming}) << kind.name();
        if (bit_depth < 4) {
          const double least = [&] {
            double value = 255;
            for (unsigned y = 0; y < 8; ++y) {
              for (unsigned x = 0; x < 8; ++x)
                value = std::min(value, testing_support::sample_at(*high.image, 1, x, y));
            }
            return value;
          }();
          EXPECT_EQ(least, 0) << kind.name() << ": nothing is transparent";
        }
      }
    }
  }
}

TEST(PngBlemishes, ASuggestedPaletteThatIsWrongCostsNoPixel) {
  for (const unsigned color : {0U, 2U, 4U, 6U}) {
    const Kind kind{color, 8, false};
    const Result expected = decode(png_of(kind));
    for (const std::size_t length : {std::size_t{4}, std::size_t{3 * 257}}) {
      Parts parts = parts_of(png_of(kind));
      put_before(parts, "IDAT", {"PLTE", Bytes(length)});
      const Result result = decode(file_of(parts));
      ASSERT_TRUE(result.image) << kind.name() << ": " << result.reason;
      EXPECT_EQ(testing_support::max_difference(*result.image, *expected.image), 0);
      EXPECT_EQ(result.warnings, Warnings{Warning::nonconforming}) << kind.name();
    }
  }
}

TEST(PngBombs, OfMetadataCostTheMetadataOnly) {
  const Bytes zeros = deflate(Bytes(std::size_t{100} << 20), kFastDeflate);
  Parts parts = parts_of(png_of({0, 8, false}));
  put_before(parts, "IDAT", {"iCCP", joined(kIccpHead, zeros)});
  EXPECT_EQ(decode(file_of(parts)).warnings, Warnings{Warning::profile_broken});

  const std::string keyword("XML:com.adobe.xmp\0\1\0\0\0", 22);
  Parts packet = parts_of(png_of({0, 8, false}));
  put_before(packet, "IDAT", {"iTXt", joined(Bytes(keyword.begin(), keyword.end()), zeros)});
  EXPECT_TRUE(png_codec().open(file_of(packet))->info().metadata.has_more_xmp);
  model::ResizeOptions options;
  options.keep = model::Keep::all;
  EXPECT_EQ(testing_support::process(file_of(packet), 4, options).report.warnings, Warnings{Warning::xmp_dropped});
}

TEST(Png, ApplesVariantIsNamed) {
  Parts parts = parts_of(png_of({6, 8, false}));
  parts.insert(parts.begin(), {"CgBI", {0x50, 0, 0x20, 2}});
  const Result result = decode(file_of(parts));
  EXPECT_EQ(result.code, util::ErrorCode::unsupported_format);
  EXPECT_THAT(result.reason, testing::HasSubstr("CgBI"));
}

}  // namespace
}  // namespace resizer::imaging
