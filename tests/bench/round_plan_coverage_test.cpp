#include <gtest/gtest.h>

#include "bench/round_plan.hpp"
#include "stats/paired_ratio.hpp"
#include "stats/session_noise.hpp"

/// Whether intervals hold what they promise although it was them that decided how many rounds there are, and how often
/// a warm-up is found then, for simulated noise.
namespace resizer::bench {
namespace {

using test::NoiseKind;
using test::Random;

constexpr int kSessions = 800;
constexpr double kSpeedup = 1.9;

/// What a session came to.
struct Session {
  std::vector<double> ratios;
  std::size_t warmup_rounds = 0;
};

void add_round(const NoiseKind& kind, double scale, std::size_t slow_rounds, Random& random, RoundTimes& times) {
  const std::size_t round = times.rounds();
  const auto [sequential, parallel] = test::round_noise(kind, round, random);
  const double factor = round < slow_rounds ? 1.2 : 1;
  times.sequential_s.push_back(factor * std::exp(scale * sequential));
  times.pools_s[0].push_back(factor * std::exp(scale * parallel) / kSpeedup);
}

/// Rounds until they are enough.
Session run_session(const NoiseKind& kind, double scale, std::size_t slow_rounds, Random& random) {
  RoundTimes times{.sequential_s = {}, .pools_s = {{}}};
  RoundPlan plan;
  while (!(plan = plan_rounds(times, {}, {})).end) add_round(kind, scale, slow_rounds, random, times);
  Session session{.ratios = {}, .warmup_rounds = plan.warmup_rounds};
  for (std::size_t i = plan.warmup_rounds; i < times.rounds(); ++i) {
    session.ratios.push_back(times.sequential_s[i] / times.pools_s[0][i]);
  }
  return session;
}

TEST(RoundPlanCoverage, IsWhatTheIntervalPromisesAndNothingIsLeftOut) {
  // Three deviations of so many trials, and what stopping costs.
  constexpr double kMargin = 0.035;
  for (const NoiseKind& kind : test::noise_kinds()) {
    const double true_log = test::true_log_ratio(kind);
    for (const double scale : {0.1, 0.25, 0.5}) {
      Random random(7);
      const double truth = kSpeedup * std::exp(scale * true_log);
      int covered = 0;
      double promised = 0;
      int shortened = 0;
      for (int i = 0; i < kSessions; ++i) {
        const Session session = run_session(kind, scale, 0, random);
        shortened += session.warmup_rounds > 0 ? 1 : 0;
        const auto interval = stats::paired_ratio(session.ratios)->interval;
        covered += interval->low <= truth && truth <= interval->high ? 1 : 0;
        promised += interval->coverage;
      }
      EXPECT_NEAR(covered, promised, kMargin * kSessions) << kind.name << " times " << scale;
      EXPECT_LE(shortened, 0.05 * kSessions) << kind.name << " times " << scale;
    }
  }
}

TEST(RoundPlanCoverage, FindsAWarmUpWhereThereIsOne) {
  const auto noise = [](Random& random, std::size_t) { return test::normal(random, 0.02); };
  Random random(8);
  int found = 0;
  for (int i = 0; i < kSessions; ++i) {
    found += run_session({"2 %", noise, noise}, 1, 2, random).warmup_rounds == 2 ? 1 : 0;
  }
  EXPECT_GE(found, 0.9 * kSessions);
}

}  // namespace
}  // namespace resizer::bench
