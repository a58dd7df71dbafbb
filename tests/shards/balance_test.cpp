#include "shards/balance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace resizer::shards {
namespace {

using testing::ElementsAre;

TEST(Balance, PutsTheLongestFirstOntoTheLeastLoaded) {
  EXPECT_THAT(balance(std::vector<double>{1, 7, 3, 3, 2}, 2), ElementsAre(1, 1, 2, 2, 2));
  EXPECT_THAT(balance(std::vector<double>{5}, 1), ElementsAre(1));
}

TEST(Balance, KeepsTheOrderOfEqualCosts) {
  EXPECT_THAT(balance(std::vector<double>(5, 1.0), 2), ElementsAre(1, 2, 1, 2, 1));
}

/// However different the costs are, if none is large beside a shard.
TEST(Balance, LeavesShardsWithinAPercentOfEachOther) {
  std::mt19937 random(7);
  std::lognormal_distribution<double> cost(0, 1.5);
  for (const unsigned shards : {2U, 7U, 16U, 100U}) {
    std::vector<double> costs(std::size_t{200} * shards);
    std::ranges::generate(costs, [&] { return std::min(cost(random), 20.0); });
    const std::vector<unsigned> shard_of = balance(costs, shards);
    const std::vector<double> loads = loads_of(costs, shard_of, shards);
    const auto [least, most] = std::ranges::minmax(loads);
    EXPECT_LT(most / least, 1.01) << shards;
    EXPECT_NEAR(std::accumulate(loads.begin(), loads.end(), 0.0), std::accumulate(costs.begin(), costs.end(), 0.0),
                1e-6);
  }
}

}  // namespace
}  // namespace resizer::shards
