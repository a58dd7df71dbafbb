#include "imaging/transfer_curves.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "imaging/profiles.hpp"

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

TEST(TransferCurves, TakeWhatLiesBeyondBlackAndWhiteForThese) {
  const TransferCurves curves({}, ColorFamily::rgb);
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
