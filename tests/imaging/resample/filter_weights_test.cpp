#include "imaging/resample/filter_weights.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace resizer::imaging {
namespace {

constexpr std::uint32_t kSourceLength = 120;

FilterSpec spec_for(model::Filter filter, std::uint32_t target_length, std::uint32_t mean_of) {
  return {filter, kSourceLength, 0, kSourceLength, target_length, mean_of};
}

/// What is left of a wave of `wave_length` samples, a crest of which is at the center of a target sample in the middle.
double response(const FilterSpec& spec, double wave_length) {
  const FilterWeights weights = make_filter_weights(spec);
  const std::uint32_t target = spec.target_length / 2;
  const double center = (target + 0.5) * kSourceLength / spec.target_length;
  double sum = 0;
  for (std::uint32_t tap = 0; tap < weights.count[target]; ++tap) {
    const double offset = weights.first[target] + tap + 0.5 - center;
    sum += weights.of(target)[tap] * std::cos(2 * std::numbers::pi * offset / wave_length);
  }
  return sum;
}

/// The same of means of samples that are `count` times as many.
double left_by_means(std::uint32_t count, double wave_length) {
  const double finer = wave_length * count;
  double sum = 0;
  for (std::uint32_t k = 0; k < count; ++k) sum += std::cos(2 * std::numbers::pi * (k + 0.5 - count / 2.0) / finer);
  return sum / count;
}

constexpr model::Filter kKernels[] = {model::Filter::lanczos3, model::Filter::bicubic, model::Filter::spline36,
                                      model::Filter::bilinear};

TEST(FilterWeights, GiveBackWhatMeansTookOfAWave) {
  for (const model::Filter filter : kKernels) {
    for (const std::uint32_t target_length : {40U, 61U, 79U}) {
      for (const std::uint32_t count : {2U, 4U, 8U}) {
        for (const auto& [wave_length, tolerance] : {std::pair{4.0, 1e-5}, {6.0, 0.012}, {16.0, 0.003}}) {
          const double of_samples = response(spec_for(filter, target_length, 1), wave_length);
          const double of_means = response(spec_for(filter, target_length, count), wave_length);
          EXPECT_NEAR(of_means * left_by_means(count, wave_length), of_samples, tolerance)
              << static_cast<int>(filter) << " to " << target_length << ", means of " << count << ", waves of "
              << wave_length;
        }
      }
    }
  }
}

TEST(FilterWeights, LeaveSharesOfAreaAsTheyAre) {
  for (const model::Filter filter : {model::Filter::box, model::Filter::nearest}) {
    const FilterWeights of_samples = make_filter_weights(spec_for(filter, 20, 1));
    const FilterWeights of_means = make_filter_weights(spec_for(filter, 20, 8));
    EXPECT_EQ(of_means.weights, of_samples.weights) << static_cast<int>(filter);
  }
}

}  // namespace
}  // namespace resizer::imaging
