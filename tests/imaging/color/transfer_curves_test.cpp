#include "imaging/color/transfer_curves.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "imaging/support/profiles.hpp"

namespace resizer::imaging {
namespace {

/// IEC 61966-2-1.
double srgb_light(double sample) {
  return sample <= 0.04045 ? sample / 12.92 : std::pow((sample + 0.055) / 1.055, 2.4);
}

double adobe_light(double sample) {
  return std::pow(sample, 2.19921875);
}

struct Row {
  const char* what;
  ByteView icc;
  ColorFamily family;
  double (*light)(double sample);
};

TEST(TransferCurves, AreThoseOfTheProfileOrElseOfSrgb) {
  const auto adobe = testing_support::adobe_rgb();
  const auto p3 = testing_support::display_p3();
  const auto gray = testing_support::gray_of_gamma(2.19921875);
  const Bytes nonsense(300, 7);
  const Row rows[] = {
      {"no profile", {}, ColorFamily::rgb, srgb_light},
      {"nonsense", nonsense, ColorFamily::rgb, srgb_light},
      {"of another family", gray, ColorFamily::ycbcr, srgb_light},
      {"Adobe RGB", adobe, ColorFamily::rgb, adobe_light},
      {"Display P3", p3, ColorFamily::ycbcr, srgb_light},
      {"gray", gray, ColorFamily::gray, adobe_light},
  };
  constexpr double kOneOf16Bits = 1.0 / 65535;
  for (const Row& row : rows) {
    const TransferCurves curves(row.icc, row.family);
    for (int level = 0; level <= 255; ++level) {
      const double sample = level / 255.0;
      auto value = static_cast<float>(sample);
      curves.to_light(0, &value, 1);
      ASSERT_NEAR(value, row.light(sample), kOneOf16Bits) << row.what << ", level " << level;
      curves.to_samples(0, &value, 1);
      ASSERT_NEAR(value, sample, level < 4 ? 1.0 / 2550 : 4 * kOneOf16Bits) << row.what << ", level " << level;
    }
  }
}

/// SMPTE ST 2084, the signal for light in units of 10000 cd/m2.
double pq_signal(double light) {
  const double power = std::pow(light, 0.1593017578125);
  return std::pow((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power), 78.84375);
}

/// Rec. ITU-R BT.2100, table 5, the signal for light of the scene.
double hlg_signal(double light) {
  return light <= 1.0 / 12 ? std::sqrt(3 * light) : 0.17883277 * std::log(12 * light - 0.28466892) + 0.55991073;
}

TEST(TransferCurves, AreThoseOfHighDynamicRange) {
  const struct {
    const char* what;
    CodePoints points;
    double (*signal)(double light);
  } rows[] = {{"PQ", {9, 16}, pq_signal}, {"HLG", {9, 18}, hlg_signal}};
  constexpr double kHalfOf12Bits = 0.5 / 4095;
  for (const auto& row : rows) {
    const TransferCurves curves(row.points, ColorFamily::rgb);
    for (int step = 0; step <= 150; ++step) {
      const double light = std::pow(10, step / 25.0 - 6);
      auto value = static_cast<float>(row.signal(light));
      curves.to_light(2, &value, 1);
      ASSERT_NEAR(value / light, 1, light < 1e-5 ? 0.01 : 1e-3) << row.what << ", light " << light;
      value = static_cast<float>(light);
      curves.to_samples(2, &value, 1);
      ASSERT_NEAR(value, row.signal(light), kHalfOf12Bits) << row.what << ", light " << light;
    }
  }
}

TEST(TransferCurves, TakeWhatLiesBeyondBlackAndWhiteForThese) {
  const TransferCurves curves(ByteView{}, ColorFamily::rgb);
  constexpr float kNoNumber = std::numeric_limits<float>::quiet_NaN();
  float samples[] = {-0.5F, 1.5F, kNoNumber};
  curves.to_light(2, samples, 3);
  EXPECT_THAT(samples, testing::ElementsAre(0, 1, 0));
  float light[] = {-0.5F, 1.5F, kNoNumber};
  curves.to_samples(2, light, 3);
  EXPECT_THAT(light, testing::ElementsAre(0, 1, 0));
}

}  // namespace
}  // namespace resizer::imaging
