#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "stats/paired_ratio.hpp"
#include "stats/summary.hpp"

/// Whether the interval of paired ratios holds what it promises, for simulated noise whose true ratio is known.
namespace resizer::stats {
namespace {

using Random = std::mt19937_64;

/// The logarithm of a run's wall time, less the true one; `slot` counts the runs of a session.
using Noise = std::function<double(Random& random, std::size_t slot)>;

double normal(Random& random, double deviation) {
  return std::normal_distribution(0.0, deviation)(random);
}

struct Kind {
  const char* name;
  Noise sequential;
  Noise parallel;
  /// Noise that depends on the slot is no independent sample: then the interval may cover more than it promises.
  bool may_cover_more = false;
};

std::vector<Kind> kinds() {
  const auto skewed = [](double mean) {
    return [mean](Random& random, std::size_t) { return std::exponential_distribution(1 / mean)(random); };
  };
  const auto bimodal = [](Random& random, std::size_t) {
    return normal(random, 0.01) + (std::bernoulli_distribution(0.3)(random) ? 0.08 : 0);
  };
  const auto drifting = [](Random& random, std::size_t slot) {
    return normal(random, 0.02) + 0.005 * static_cast<double>(slot);
  };
  return {{"normal", [](Random& random, std::size_t) { return normal(random, 0.01); },
           [](Random& random, std::size_t) { return normal(random, 0.03); }},
          {"skewed", skewed(0.02), skewed(0.04)},
          {"bimodal", bimodal, bimodal},
          {"drifting", drifting, drifting, true}};
}

/// Logarithms of the ratios of a session whose modes alternate, in reverse order every other round.
std::vector<double> session(const Kind& kind, std::size_t rounds, Random& random) {
  std::vector<double> logs;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::size_t turned = round % 2;
    logs.push_back(kind.sequential(random, 2 * round + turned) - kind.parallel(random, 2 * round + 1 - turned));
  }
  return logs;
}

/// The pseudo-median of the noise: the median of the mean of two ratios.
double true_log(const Kind& kind) {
  Random random(1);
  std::vector<double> means;
  for (int i = 0; i < 50'000; ++i) {
    const std::vector<double> logs = session(kind, 2, random);
    means.push_back((logs[0] + logs[1]) / 2);
  }
  return *median(means);
}

std::vector<double> factors(const std::vector<double>& logs) {
  std::vector<double> all;
  for (const double log : logs) all.push_back(std::exp(log));
  return all;
}

TEST(PairedCoverage, IsWhatTheIntervalPromises) {
  constexpr int kSessions = 3000;
  // Three deviations of so many trials, and a little for noise that is more skewed in one mode than in the other.
  constexpr double kMargin = 0.015;
  for (const Kind& kind : kinds()) {
    const double truth = std::exp(true_log(kind));
    for (const std::size_t rounds : {6U, 8U, 10U, 20U, 50U}) {
      Random random(rounds);
      int covered = 0;
      double promised = 0;
      for (int i = 0; i < kSessions; ++i) {
        const auto interval = paired_ratio(factors(session(kind, rounds, random)))->interval;
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
  const Kind noise = kinds().front();
  for (const Row& row : {Row{8, 0.7}, Row{10, 0.8}}) {
    Random random(1);
    double signed_ranks = 0;
    double signs = 0;
    for (int i = 0; i < 500; ++i) {
      const std::vector<double> ratios = factors(session(noise, row.rounds, random));
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
