#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/file_testing.hpp"
#include "imaging/support/tiff_testing.hpp"

/// What samples mean: L*a*b*, LogLuv, inks with alpha, floats out of range; and what every output makes of it.
namespace resizer::imaging {
namespace {

namespace test = testing_support;

using model::Format;
using model::Warning;
using test::StoredTiff;

constexpr Size kSize{40, 24};

/// An image of one color in every pixel.
Bytes flat(StoredTiff stored, const std::vector<double>& color) {
  stored.size = kSize;
  return test::make_tiff(stored, [=](auto, auto, unsigned sample) { return color[sample]; });
}

/// The color of the middle of what the file becomes in a format, scaled to 0 to 255; alpha last.
std::vector<double> shown(const Bytes& file, Format format) {
  model::ResizeOptions options;
  options.formats = {format};
  options.quality = 100;
  const Image image = test::in_rgb(test::process(file, 20, options).image);
  const double white = image.format.sample == SampleType::f32 ? 1 : std::pow(2, image.format.depth_bits) - 1;
  std::vector<double> color;
  for (unsigned plane = 0; plane < image.planes.size(); ++plane) {
    color.push_back(test::sample_at(image, plane, 10, 6) * 255 / white);
  }
  return color;
}

void expect_near(const std::vector<double>& color, const std::vector<double>& expected, double within,
                 const std::string& what) {
  ASSERT_EQ(color.size(), expected.size()) << what;
  for (std::size_t channel = 0; channel < color.size(); ++channel) {
    EXPECT_NEAR(color[channel], expected[channel], within) << what << ", channel " << channel;
  }
}

constexpr std::array kFormats{Format::png, Format::tiff, Format::webp, Format::avif, Format::jpeg};

TEST(TiffColors, InksKeepTheirAlphaOrAreLaidOnWhite) {
  struct Row {
    unsigned bits;
    std::uint16_t kind;
    bool separate;
  };
  for (const Row& row : {Row{8, EXTRASAMPLE_UNASSALPHA, false}, Row{8, EXTRASAMPLE_UNASSALPHA, true},
                         Row{16, EXTRASAMPLE_UNASSALPHA, false}, Row{8, EXTRASAMPLE_ASSOCALPHA, false},
                         Row{16, EXTRASAMPLE_UNSPECIFIED, false}}) {
    const double white = std::pow(2, row.bits) - 1;
    const double alpha = 0.4;
    const double weight = row.kind == EXTRASAMPLE_ASSOCALPHA ? alpha : 1;
    // Full cyan, some yellow, half black: R = (1 - C)(1 - K) and so on.
    const std::vector<double> inks{weight * white, 0, weight * 0.2 * white, weight * 0.5 * white, alpha * white};
    StoredTiff stored{.bits = row.bits, .samples = 5, .photometric = PHOTOMETRIC_SEPARATED, .separate = row.separate};
    stored.extra_samples = {row.kind};
    const Bytes file = flat(stored, inks);
    const std::vector<double> color{0, 127.5, 102};
    for (const Format format : kFormats) {
      const std::string what = stored.printed() + " in " + std::string(model::name_of(format));
      if (format == Format::jpeg) {
        std::vector<double> on_white;
        for (const double channel : color) on_white.push_back(alpha * channel + (1 - alpha) * 255);
        expect_near(shown(file, format), on_white, 3, what);
      } else {
        expect_near(shown(file, format), {color[0], color[1], color[2], alpha * 255}, 4, what);
      }
    }
  }
}

/// Colors of what is not to be seen must not appear where it is flattened onto white.
TEST(TiffColors, HiddenInksStayHidden) {
  const Bytes file =
      flat({.samples = 5, .photometric = PHOTOMETRIC_SEPARATED, .extra_samples = {EXTRASAMPLE_UNASSALPHA}},
           {255, 255, 0, 0, 0});
  expect_near(shown(file, Format::jpeg), {255, 255, 255}, 1, "hidden inks");
  EXPECT_EQ(shown(file, Format::png).back(), 0);
}

TEST(TiffColors, AlphaThatNobodyMarkedIsKeptOrLaidOnWhite) {
  for (const bool marked : {false, true}) {
    StoredTiff stored{.samples = 4, .photometric = PHOTOMETRIC_RGB};
    if (marked) stored.extra_samples = {EXTRASAMPLE_UNSPECIFIED};
    const Bytes file = flat(stored, {200, 100, 50, 51});
    for (const Format format : kFormats) {
      const std::vector<double> expected =
          format == Format::jpeg ? std::vector<double>{244, 224, 214} : std::vector<double>{200, 100, 50, 51};
      expect_near(shown(file, format), expected, 4, stored.printed() + " in " + std::string(model::name_of(format)));
    }
    EXPECT_EQ(test::process(file, 20).report.warnings.has(Warning::nonconforming), !marked) << stored.printed();
  }
}

/// White is 1; what is brighter is white where integers are written, and stays where floats are.
TEST(TiffColors, FloatsOutOfRangeBecomeBlackOrWhite) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  struct Row {
    double stored;
    double shown;
  };
  const Row rows[] = {{-kInfinity, 0}, {-40000, 0}, {-0.5, 0},    {0, 0},       {0.5, 127.5},     {1, 255},
                      {1.5, 255},      {300, 255},  {40000, 255}, {65504, 255}, {kInfinity, 255}, {std::nan(""), 0}};
  for (const unsigned bits : {16U, 32U, 64U}) {
    for (const unsigned samples : {1U, 3U}) {
      const unsigned photometric = samples == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB;
      for (const Row& row : rows) {
        const StoredTiff stored{
            .bits = bits, .samples = samples, .photometric = photometric, .sample_format = SAMPLEFORMAT_IEEEFP};
        const Bytes file = flat(stored, {row.stored, row.stored, row.stored});
        for (const Format format : {Format::png, Format::jpeg, Format::webp, Format::avif}) {
          expect_near(
              shown(file, format), {row.shown, row.shown, row.shown}, 2,
              stored.printed() + " of " + std::to_string(row.stored) + " in " + std::string(model::name_of(format)));
        }
        if (std::isfinite(row.stored)) {
          expect_near(shown(file, Format::tiff), {row.stored * 255, row.stored * 255, row.stored * 255},
                      1 + std::abs(row.stored) / 100, stored.printed() + " in TIFF");
        }
      }
    }
  }
}

/// A filter must not spread NaN.
TEST(TiffColors, OneBadFloatSpoilsNoOther) {
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    const Bytes file = test::make_tiff({.size = kSize, .bits = 32, .sample_format = SAMPLEFORMAT_IEEEFP},
                                       [=](auto x, auto y, unsigned) { return x == 20 && y == 12 ? bad : 0.5; });
    model::ResizeOptions options;
    options.formats = {Format::png};
    const Image image = test::process(file, 20, options).image;
    EXPECT_NEAR(test::sample_at(image, 0, 2, 2), 32768, 2) << bad;
    EXPECT_NEAR(test::sample_at(image, 0, 18, 10), 32768, 2) << bad;
  }
}

/// ICC.1: L*a*b* is relative to D50, whose white and grays stay what they are in sRGB.
struct LabColor {
  std::array<double, 3> lab;
  std::vector<double> srgb;
};
const LabColor kLabColors[] = {
    {{100, 0, 0}, {255, 255, 255}},        {{0, 0, 0}, {0, 0, 0}},
    {{53.585, 0, 0}, {128, 128, 128}},     {{54.29, 80.81, 69.89}, {255, 0, 0}},  // red of sRGB, adapted to D50
    {{87.82, -79.27, 80.99}, {0, 255, 0}}, {{29.57, 68.30, -112.03}, {0, 0, 255}},
};

TEST(TiffColors, LabIsConvertedFromEveryEncoding) {
  struct Encoding {
    const char* what;
    unsigned photometric;
    unsigned bits;
    unsigned sample_format;
    std::function<double(double value, unsigned channel)> code;
  };
  const auto twos_complement = [](double value, unsigned bits) {
    return value < 0 ? value + std::pow(2, bits) : value;
  };
  const Encoding encodings[] = {
      {"CIELab of 8 bits", PHOTOMETRIC_CIELAB, 8, SAMPLEFORMAT_UINT,
       [=](double value, unsigned channel) {
         return channel == 0 ? value * 2.55 : twos_complement(std::round(value), 8);
       }},
      {"CIELab of 8 bits called signed", PHOTOMETRIC_CIELAB, 8, SAMPLEFORMAT_INT,
       [=](double value, unsigned channel) {
         return channel == 0 ? value * 2.55 : twos_complement(std::round(value), 8);
       }},
      {"CIELab of 16 bits", PHOTOMETRIC_CIELAB, 16, SAMPLEFORMAT_UINT,
       [=](double value, unsigned channel) {
         return channel == 0 ? value * 655.35 : twos_complement(std::round(value * 256), 16);
       }},
      {"CIELab of floats", PHOTOMETRIC_CIELAB, 32, SAMPLEFORMAT_IEEEFP, [](double value, unsigned) { return value; }},
      {"ICCLab of 8 bits", PHOTOMETRIC_ICCLAB, 8, SAMPLEFORMAT_UINT,
       [](double value, unsigned channel) { return channel == 0 ? value * 2.55 : value + 128; }},
      {"ICCLab of 16 bits", PHOTOMETRIC_ICCLAB, 16, SAMPLEFORMAT_UINT,
       [](double value, unsigned channel) { return channel == 0 ? value * 652.8 : (value + 128) * 256; }},
      {"ITULab of 8 bits", PHOTOMETRIC_ITULAB, 8, SAMPLEFORMAT_UINT,
       [](double value, unsigned channel) {
         return channel == 0 ? value * 2.55 : channel == 1 ? value * 255 / 170 + 128 : value * 255 / 200 + 96;
       }},
  };
  for (const Encoding& encoding : encodings) {
    for (const LabColor& color : kLabColors) {
      const bool is_itu = encoding.photometric == PHOTOMETRIC_ITULAB;
      if (is_itu && (std::abs(color.lab[1]) > 75 || std::abs(color.lab[2]) > 75)) continue;  // beyond its range
      std::vector<double> codes;
      for (unsigned channel = 0; channel < 3; ++channel) codes.push_back(encoding.code(color.lab[channel], channel));
      for (const bool separate : {false, true}) {
        for (const bool alpha : {false, true}) {
          StoredTiff stored{.bits = encoding.bits,
                            .samples = alpha ? 4U : 3U,
                            .photometric = encoding.photometric,
                            .sample_format = encoding.sample_format,
                            .separate = separate};
          if (alpha) stored.extra_samples = {EXTRASAMPLE_UNASSALPHA};
          std::vector<double> all = codes;
          const double white = encoding.sample_format == SAMPLEFORMAT_IEEEFP ? 1 : std::pow(2, encoding.bits) - 1;
          all.push_back(encoding.bits == 32 ? 0.4 : std::floor(0.4 * white));
          std::vector<double> expected = color.srgb;
          if (alpha) expected.push_back(102);
          // One step of a* or b* in 8 bits is some steps of a dark sample.
          const double within = encoding.bits == 8 ? 16 : 2;
          expect_near(shown(flat(stored, all), Format::png), expected, within,
                      std::string(encoding.what) + ", " + stored.printed() + ", L* " + std::to_string(color.lab[0]));
        }
      }
    }
  }
}

/// LogLuv from X, Y, Z, as libtiff encodes them: 1 is white, twice that is no whiter.
TEST(TiffColors, LogLuvIsConverted) {
  struct Row {
    std::vector<double> xyz;
    std::vector<double> srgb;
  };
  const Row rows[] = {{{1, 1, 1}, {255, 255, 255}},
                      {{0.2159, 0.2159, 0.2159}, {128, 128, 128}},
                      {{2, 2, 2}, {255, 255, 255}},
                      {{0.4969, 0.2562, 0.0233}, {255, 0, 0}}};
  for (const unsigned compression : {COMPRESSION_SGILOG, COMPRESSION_SGILOG24}) {
    for (const Row& row : rows) {
      StoredTiff stored{.bits = 32, .samples = 3, .photometric = PHOTOMETRIC_LOGLUV, .compression = compression};
      stored.sample_format = SAMPLEFORMAT_IEEEFP;
      stored.set_more = [](TIFF* tiff) { TIFFSetField(tiff, TIFFTAG_SGILOGDATAFMT, SGILOGDATAFMT_FLOAT); };
      expect_near(shown(flat(stored, row.xyz), Format::png), row.srgb, 6, stored.printed());
    }
  }
  StoredTiff stored{.bits = 32, .photometric = PHOTOMETRIC_LOGL, .compression = COMPRESSION_SGILOG};
  stored.sample_format = SAMPLEFORMAT_IEEEFP;
  stored.set_more = [](TIFF* tiff) { TIFFSetField(tiff, TIFFTAG_SGILOGDATAFMT, SGILOGDATAFMT_FLOAT); };
  expect_near(shown(flat(stored, {0.2159}), Format::png), {128, 128, 128}, 2, stored.printed());
}

}  // namespace
}  // namespace resizer::imaging
