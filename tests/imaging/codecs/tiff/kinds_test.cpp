#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/tiff_testing.hpp"

/// Every way to store samples that are what they are delivered as, except for a scale.
namespace resizer::imaging {
namespace {

namespace test = testing_support;

using test::StoredTiff;

PixelFormat tiff_format(ColorFamily family, SampleType sample, Alpha alpha = Alpha::none) {
  PixelFormat format{.family = family, .sample = sample, .alpha = alpha};
  format.depth_bits = static_cast<std::uint8_t>(8 * format.sample_bytes());
  return format;
}

/// A kind of stored image and what its samples become.
struct Kind {
  StoredTiff stored;
  PixelFormat delivered;
  /// The delivered sample of a plane for what stored_sample() put into the file.
  std::function<double(std::uint32_t x, std::uint32_t y, unsigned plane)> expected;
};

double white_of(const StoredTiff& stored) {
  return stored.sample_format == SAMPLEFORMAT_IEEEFP ? 1 : std::pow(2, stored.bits) - 1;
}

/// Differs from pixel to pixel and from sample to sample, and uses the whole range; signed samples as if they were not.
double level_of(const StoredTiff& stored, std::uint32_t x, std::uint32_t y, unsigned sample) {
  const unsigned step = (31 * x + 57 * y + 101 * sample + x * y) % 257;
  if (stored.sample_format == SAMPLEFORMAT_IEEEFP) return step / 256.0;  // exact in 16 bits
  return std::floor(step / 256.0 * white_of(stored));
}

double stored_sample(const StoredTiff& stored, std::uint32_t x, std::uint32_t y, unsigned sample) {
  const double lowest = stored.sample_format == SAMPLEFORMAT_INT ? -std::pow(2, stored.bits - 1) : 0;
  return level_of(stored, x, y, sample) + lowest;
}

/// Kinds whose samples are delivered as they are, except for a scale.
Kind plain_kind(const StoredTiff& stored, PixelFormat delivered) {
  const double white = delivered.sample == SampleType::f32 ? 1 : std::pow(2, delivered.depth_bits) - 1;
  return {stored, delivered, [=](std::uint32_t x, std::uint32_t y, unsigned plane) {
            return level_of(stored, x, y, plane) * white / white_of(stored);
          }};
}

PixelFormat gray_of(unsigned depth_bits) {
  PixelFormat format = tiff_format(ColorFamily::gray, depth_bits > 8 ? SampleType::u16 : SampleType::u8);
  format.depth_bits = static_cast<std::uint8_t>(depth_bits);
  return format;
}

std::vector<Kind> kinds_of_numbers() {
  std::vector<Kind> kinds;
  for (const unsigned sample_format : {SAMPLEFORMAT_UINT, SAMPLEFORMAT_INT}) {
    for (const unsigned bits : {1U, 2U, 4U, 6U, 8U, 10U, 12U, 14U, 16U, 20U, 24U, 32U}) {
      const StoredTiff stored{.bits = bits, .sample_format = sample_format};
      kinds.push_back(plain_kind(stored, gray_of(std::clamp(bits, 8U, 16U))));
    }
  }
  for (const unsigned bits : {16U, 24U, 32U, 64U}) {
    const StoredTiff stored{.bits = bits, .sample_format = SAMPLEFORMAT_IEEEFP};
    kinds.push_back(plain_kind(stored, tiff_format(ColorFamily::gray, SampleType::f32)));
  }
  return kinds;
}

struct Channels {
  unsigned photometric;
  ColorFamily family;
  unsigned samples;
};
constexpr Channels kChannels[] = {{PHOTOMETRIC_MINISBLACK, ColorFamily::gray, 1},
                                  {PHOTOMETRIC_RGB, ColorFamily::rgb, 3},
                                  {PHOTOMETRIC_SEPARATED, ColorFamily::cmyk, 4}};

struct Depth {
  unsigned bits;
  unsigned sample_format;
  SampleType delivered;
};
constexpr Depth kDepths[] = {{4, SAMPLEFORMAT_UINT, SampleType::u8},   {8, SAMPLEFORMAT_UINT, SampleType::u8},
                             {16, SAMPLEFORMAT_UINT, SampleType::u16}, {32, SAMPLEFORMAT_UINT, SampleType::u16},
                             {16, SAMPLEFORMAT_INT, SampleType::u16},  {32, SAMPLEFORMAT_IEEEFP, SampleType::f32}};

/// Extra samples, and which of them is alpha.
struct Extra {
  std::vector<std::uint16_t> kinds;
  unsigned count;
  Alpha alpha;
  unsigned alpha_at;
};

std::vector<Kind> kinds_of_alpha() {
  const Extra extras[] = {
      {{}, 0, Alpha::none, 0},
      {{}, 1, Alpha::straight, 0},  // against TIFF 6.0, section 18, and written by many
      {{EXTRASAMPLE_UNSPECIFIED}, 1, Alpha::straight, 0},
      {{EXTRASAMPLE_ASSOCALPHA}, 1, Alpha::premultiplied, 0},
      {{EXTRASAMPLE_UNASSALPHA}, 1, Alpha::straight, 0},
      {{EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_UNASSALPHA}, 2, Alpha::straight, 1},
      {{EXTRASAMPLE_ASSOCALPHA, EXTRASAMPLE_UNSPECIFIED}, 2, Alpha::premultiplied, 0},
      {{EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_UNSPECIFIED}, 2, Alpha::none, 0},
  };
  std::vector<Kind> kinds;
  for (const Channels& channels : kChannels) {
    for (const Depth& depth : kDepths) {
      for (const Extra& extra : extras) {
        const StoredTiff stored{.bits = depth.bits,
                                .samples = channels.samples + extra.count,
                                .photometric = channels.photometric,
                                .sample_format = depth.sample_format,
                                .extra_samples = extra.kinds};
        Kind kind = plain_kind(stored, tiff_format(channels.family, depth.delivered, extra.alpha));
        const auto same_sample = kind.expected;
        kind.expected = [=](std::uint32_t x, std::uint32_t y, unsigned plane) {
          return same_sample(x, y, plane < channels.samples ? plane : plane + extra.alpha_at);
        };
        kinds.push_back(kind);
      }
    }
  }
  return kinds;
}

/// Kinds whose samples mean something else than their value.
std::vector<Kind> inverted_kinds() {
  std::vector<Kind> kinds;
  for (const unsigned bits : {1U, 2U, 4U, 6U, 8U, 10U, 12U, 14U, 16U, 32U}) {
    const StoredTiff stored{.bits = bits, .photometric = PHOTOMETRIC_MINISWHITE};
    Kind kind = plain_kind(stored, gray_of(std::clamp(bits, 8U, 16U)));
    const double white = std::pow(2, kind.delivered.depth_bits) - 1;
    const auto upright = kind.expected;
    kind.expected = [=](auto x, auto y, unsigned plane) { return white - std::round(upright(x, y, plane)); };
    kinds.push_back(kind);
  }
  const StoredTiff premultiplied{
      .samples = 2, .photometric = PHOTOMETRIC_MINISWHITE, .extra_samples = {EXTRASAMPLE_ASSOCALPHA}};
  kinds.push_back({premultiplied, tiff_format(ColorFamily::gray, SampleType::u8, Alpha::premultiplied),
                   [=](std::uint32_t x, std::uint32_t y, unsigned plane) {
                     const double alpha = level_of(premultiplied, x, y, 1);
                     return plane == 1 ? alpha : std::max(0.0, alpha - level_of(premultiplied, x, y, 0));
                   }});
  return kinds;
}

/// How writers put a color of 8 bits, or one of 16, into a palette.
enum class Scale : std::uint8_t { doubled, shifted, narrow, deep };

Kind palette_kind(unsigned bits, Scale scale, bool alpha) {
  StoredTiff stored{.bits = bits, .samples = alpha ? 2U : 1U, .photometric = PHOTOMETRIC_PALETTE};
  if (alpha) stored.extra_samples = {EXTRASAMPLE_UNASSALPHA};
  const auto color = [=](unsigned index, unsigned plane) {
    const unsigned step = 13 + index * 7 + plane * 91;
    return scale == Scale::deep ? step * 2749 % 65536 : step % 256;
  };
  const unsigned factor = scale == Scale::doubled ? 257 : scale == Scale::shifted ? 256 : 1;
  for (unsigned plane = 0; plane < 3; ++plane) {
    for (unsigned index = 0; index < 1U << bits; ++index) {
      stored.palette.push_back(static_cast<std::uint16_t>(color(index, plane) * factor));
    }
  }
  const bool is_deep = bits > 8 || scale == Scale::deep;
  const double white = is_deep ? 65535 : 255;
  const unsigned unit = is_deep && scale != Scale::deep ? 257 : 1;
  return {
      stored,
      tiff_format(ColorFamily::rgb, is_deep ? SampleType::u16 : SampleType::u8, alpha ? Alpha::straight : Alpha::none),
      [=](std::uint32_t x, std::uint32_t y, unsigned plane) -> double {
        if (plane == 3) return std::round(level_of(stored, x, y, 1) * white / white_of(stored));
        return color(static_cast<unsigned>(level_of(stored, x, y, 0)), plane) * unit;
      }};
}

std::vector<Kind> palette_kinds() {
  std::vector<Kind> kinds;
  for (const unsigned bits : {1U, 2U, 4U, 8U, 12U, 16U}) {
    for (const Scale scale : {Scale::doubled, Scale::shifted, Scale::narrow, Scale::deep}) {
      for (const bool alpha : {false, true}) kinds.push_back(palette_kind(bits, scale, alpha));
    }
  }
  return kinds;
}

void expect_delivered(const Kind& kind, const StoredTiff& stored) {
  const Bytes file = test::make_tiff(
      stored, [&](std::uint32_t x, std::uint32_t y, unsigned sample) { return stored_sample(stored, x, y, sample); });
  const Image expected =
      test::make_picture(kind.delivered, stored.size,
                         [&](unsigned plane, std::uint32_t x, std::uint32_t y) { return kind.expected(x, y, plane); });
  EXPECT_EQ(test::max_difference(test::decode_file(tiff_codec(), file).image, expected), 0) << stored.printed();
  EXPECT_EQ(test::max_difference(test::decode_through_rings(tiff_codec(), file), expected), 0) << stored.printed();
}

void expect_delivered_however_stored(const std::vector<Kind>& kinds) {
  for (const Kind& kind : kinds) {
    for (const char* mode : {"wb", "w8"}) {  // the other byte order, and BigTIFF in this machine's own
      for (const bool tiled : {false, true}) {
        for (const bool separate : {false, true}) {
          StoredTiff stored = kind.stored;
          stored.mode = mode;
          stored.tiled = tiled;
          stored.separate = separate;
          expect_delivered(kind, stored);
        }
      }
    }
  }
}

TEST(TiffKinds, AllNumbersAreRead) {
  expect_delivered_however_stored(kinds_of_numbers());
}

TEST(TiffKinds, AlphaIsFoundAmongExtraSamples) {
  expect_delivered_however_stored(kinds_of_alpha());
}

TEST(TiffKinds, BlackAndWhiteMayBeExchanged) {
  expect_delivered_however_stored(inverted_kinds());
}

TEST(TiffKinds, PalettesOfAllDepthsAreRead) {
  expect_delivered_however_stored(palette_kinds());
}

TEST(TiffKinds, BitsMayBeInEitherOrder) {
  for (const unsigned bits : {1U, 4U, 8U, 12U, 16U}) {
    for (const unsigned compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_PACKBITS}) {
      Kind kind = plain_kind({.bits = bits, .compression = compression, .fill_order = FILLORDER_LSB2MSB},
                             gray_of(std::clamp(bits, 8U, 16U)));
      expect_delivered(kind, kind.stored);
    }
  }
}

TEST(TiffKinds, CommonCompressionsAreRead) {
  for (const unsigned compression : {COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE,
                                     COMPRESSION_PACKBITS, COMPRESSION_ZSTD, COMPRESSION_LZMA}) {
    if (TIFFIsCODECConfigured(static_cast<std::uint16_t>(compression)) == 0) continue;
    Kind kind = plain_kind({.bits = 16, .samples = 3, .photometric = PHOTOMETRIC_RGB},
                           tiff_format(ColorFamily::rgb, SampleType::u16));
    kind.stored.compression = compression;
    expect_delivered_however_stored({kind});
  }
  for (const unsigned photometric : {PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK}) {
    for (const unsigned compression : {COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4}) {
      for (const unsigned fill_order : {FILLORDER_MSB2LSB, FILLORDER_LSB2MSB}) {
        Kind kind = photometric == PHOTOMETRIC_MINISWHITE ? inverted_kinds().front() : kinds_of_numbers().front();
        kind.stored.compression = compression;
        kind.stored.fill_order = fill_order;
        expect_delivered(kind, kind.stored);
      }
    }
  }
}

TEST(TiffKinds, PredictorsAreUndone) {
  for (const unsigned bits : {8U, 16U, 32U}) {
    Kind kind = plain_kind({.bits = bits, .samples = 3, .photometric = PHOTOMETRIC_RGB},
                           tiff_format(ColorFamily::rgb, bits == 8 ? SampleType::u8 : SampleType::u16));
    kind.stored.compression = COMPRESSION_LZW;
    kind.stored.predictor = PREDICTOR_HORIZONTAL;
    expect_delivered_however_stored({kind});
  }
  for (const unsigned bits : {16U, 24U, 32U, 64U}) {
    Kind kind =
        plain_kind({.bits = bits, .samples = 3, .photometric = PHOTOMETRIC_RGB, .sample_format = SAMPLEFORMAT_IEEEFP},
                   tiff_format(ColorFamily::rgb, SampleType::f32));
    kind.stored.compression = COMPRESSION_ADOBE_DEFLATE;
    kind.stored.predictor = PREDICTOR_FLOATINGPOINT;
    for (const bool separate : {false, true}) {
      kind.stored.separate = separate;
      expect_delivered(kind, kind.stored);  // in this machine's byte order: libtiff 4.5 writes the other wrongly
    }
  }
}

}  // namespace
}  // namespace resizer::imaging
