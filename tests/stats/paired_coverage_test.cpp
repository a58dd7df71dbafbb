#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "stats/paired_ratio.hpp"
#include "stats/session_noise.hpp"
#include "stats/summary.hpp"

/// Whether the interval of paired ratios holds what it promises, for simulated noise whose true ratio is known.
namespace resizer::stats {
namespace {

using test::NoiseKind;
using test::Random;

std::vector<double> factors(const std::vector<double>& logs) {
  std::vector<double> all;
  for (const double log : logs) all.push_back(std::exp(log));
  return all;
}

TEST(PairedCoverage, IsWhatTheIntervalPromises) {
  constexpr int kSessions = 3000;
  // Three deviations of so many trials, and a little for noise that is more skewed in one mode than in the other.
  constexpr double kMargin = 0.015;
  for (const NoiseKind& kind : test::noise_kinds()) {
    const double truth = std::exp(test::true_log_ratio(kind));
    for (const std::size_t rounds : {6U, 8U, 10U, 20U, 50U}) {
      Random random(rounds);
      int covered = 0;
      double promised = 0;
      for (int i = 0; i < kSessions; ++i) {
        const auto interval = paired_ratio(factors(test::log_ratios(kind, rounds, random)))->interval;
        covered += interval->low <= truth && truth <= interval->high ? 1 : 0;
        promised = interval->coverage;
      }
      const double share = static_cast<double>(covered) / kSessions;
      EXPECT_GT(share, promised - kMargin) << kind.name << ", rounds: " << rounds;
      if (!kind.may_cover_more) {
        EXPECT_LT(share, promised + kMargin) << kind.name << ", rounds: " << rounds;
      }
    }
  }
}

TEST(PairedCoverage, NeedsANarrowerIntervalThanTheSignTest) {
  struct Row {
    std::size_t rounds;
    double most;
  };
  const NoiseKind noise = test::noise_kinds().front();
  for (const Row& row : {Row{8, 0.7}, Row{10, 0.8}}) {
    Random random(1);
    double signed_ranks = 0;
    double signs = 0;
    for (int i = 0; i < 500; ++i) {
      const std::vector<double> ratios = factors(test::log_ratios(noise, row.rounds, random));
      const auto narrow = paired_ratio(ratios)->interval;
      const auto wide = median_interval(ratios);
      signed_ranks += narrow->high - narrow->low;
      signs += wide->high - wide->low;
    }
    EXPECT_LT(signed_ranks / signs, row.most) << row.rounds;
  }
}

}  // namespace
}  // namespace resizer::stats
