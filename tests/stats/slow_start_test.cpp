#include "stats/slow_start.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "stats/session_noise.hpp"

namespace resizer::stats {
namespace {

using test::Random;
using Values = std::vector<double>;

std::string shown(const Values& values) {
  std::string text;
  for (const double value : values) text += std::to_string(value) + ' ';
  return text;
}

TEST(SlowStart, IsWhatStandsOutAtTheStart) {
  struct Row {
    Values values;
    std::size_t expected;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  const Row rows[] = {
      {{}, 0},
      {{9, 1, 1}, 0},        // no quarter of three is a value
      {{20, 10, 12, 9}, 0},  // four are too few to tell
      {{20, 10, 10.1, 9.9, 10, 10.1}, 1},
      {{20, 19, 10, 10.1, 9.9, 10, 10.1, 9.8}, 2},
      {{20, 19, 10, 10.1, 9.9, 10, 10.1}, 0},  // a quarter of seven is one, which does not stand out from the other
      {{20, 14, 10, 10.1, 9.9, 10, 10.1, 9.8}, 1},
      {{10, 20, 10, 10.1, 9.9, 10, 10.1, 9.8}, 0},   // not at the start
      {{5, 4, 10, 10.1, 9.9, 10, 10.1, 9.8}, 0},     // faster
      {{20, 10, 10.1, 9.9, 10, 10.1, 20.5, 10}, 0},  // not the only one
      {{10, 10, 10, 10, 10, 10, 10, 10}, 0},
      {{20, 10, 10, 10, 10, 10, 10, 10}, 1},
      {{infinity, 10, 10, 10, 10, 10, 10, 10}, 0},
  };
  for (const Row& row : rows) EXPECT_EQ(count_slow_start(row.values), row.expected) << shown(row.values);
}

/// The mean noise of both modes in each round, with some rounds at the start slower by a factor.
Values levels(const test::NoiseKind& kind, std::size_t rounds, std::size_t slow_rounds, double factor, Random& random) {
  Values all;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto [sequential, parallel] = test::round_noise(kind, round, random);
    all.push_back((sequential + parallel) / 2 + (round < slow_rounds ? std::log(factor) : 0));
  }
  return all;
}

/// The share of sessions in which so many rounds were found; with 0: any.
double share_found(const test::NoiseKind& kind, std::size_t rounds, std::size_t slow_rounds, double factor) {
  constexpr int kSessions = 2000;
  Random random(rounds);
  int found = 0;
  for (int i = 0; i < kSessions; ++i) {
    const std::size_t count = count_slow_start(levels(kind, rounds, slow_rounds, factor, random));
    found += (slow_rounds == 0 ? count > 0 : count == slow_rounds) ? 1 : 0;
  }
  return static_cast<double>(found) / kSessions;
}

TEST(SlowStart, IsSeldomFoundWhereThereIsNone) {
  for (const test::NoiseKind& kind : test::noise_kinds()) {
    for (const std::size_t rounds : {6U, 8U, 11U, 20U, 50U}) {
      EXPECT_LE(share_found(kind, rounds, 0, 1), 0.05) << kind.name << ", rounds: " << rounds;
    }
  }
}

TEST(SlowStart, IsFoundWhereTwoRoundsWereSlower) {
  const auto noise = [](Random& random, std::size_t) { return test::normal(random, 0.02); };
  const test::NoiseKind kind{"2 %", noise, noise};
  for (const std::size_t rounds : {8U, 11U, 20U, 50U}) {
    EXPECT_GE(share_found(kind, rounds, 2, 1.2), 0.9) << "rounds: " << rounds;
  }
}

}  // namespace
}  // namespace resizer::stats
