#include "analysis/disturbances.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// A run of two seconds on two cores.
bench::RunConditions run_beside(std::chrono::milliseconds others, std::chrono::milliseconds stolen = 0ms) {
  return {.cached_inputs = {},
          .cpu_use = machine::CpuUse{.available = 4s, .others = others, .stolen = stolen, .resolution = 20ms}};
}

bench::RunConditions run_with_cached(std::uint64_t bytes) {
  return {.cached_inputs = bench::CachedInputs{.bytes = 1000, .cached_bytes = bytes}, .cpu_use = {}};
}

std::vector<bench::Series> two_series(std::vector<bench::RunConditions> first,
                                      std::vector<bench::RunConditions> second) {
  return {{.execution = model::Execution::sequential, .workers = 1, .runs = {}, .conditions = std::move(first)},
          {.execution = model::Execution::parallel, .workers = 2, .runs = {}, .conditions = std::move(second)}};
}

TEST(Disturbances, NameTheRoundsAndTheShareOfOtherPrograms) {
  const Disturbances found = find_disturbances(two_series({run_beside(0ms), run_beside(2000ms), run_beside(1280ms)},
                                                          {run_beside(219ms), run_beside(220ms), run_beside(1640ms)}));
  ASSERT_TRUE(found.others);
  EXPECT_THAT(found.others->rounds, ElementsAre(1, 2)) << "5 % and a tick of each core are nothing";
  EXPECT_DOUBLE_EQ(found.others->share, (2.0 + 1.28 + 1.64) / 12) << "of the disturbed runs";
  EXPECT_FALSE(found.stolen);
}

TEST(Disturbances, NameTheRoundsInWhichTheHypervisorTookCores) {
  const Disturbances found =
      find_disturbances(two_series({run_beside(0ms, 100ms), run_beside(0ms, 120ms)}, {run_beside(0ms), {}}));
  ASSERT_TRUE(found.stolen);
  EXPECT_THAT(found.stolen->rounds, ElementsAre(1));
  EXPECT_DOUBLE_EQ(found.stolen->share, 0.03);
  EXPECT_FALSE(found.others);
}

TEST(Disturbances, NameTheRoundsThatWereNotCold) {
  const auto all_series = two_series({run_with_cached(0), run_with_cached(1000)}, {run_with_cached(50), {}});
  const Disturbances found = find_disturbances(all_series);
  ASSERT_TRUE(found.cached_inputs);
  EXPECT_THAT(found.cached_inputs->rounds, ElementsAre(1));
  EXPECT_DOUBLE_EQ(found.cached_inputs->share, 1);
  EXPECT_EQ(most_cached_inputs(all_series).value().cached_bytes, 1000U);
}

TEST(Disturbances, NameTheRoundsOfEvents) {
  bench::RunConditions hot;
  hot.events = {{{}, machine::Throttled{4}}, {{}, machine::PowerSourceChanged{machine::PowerSource::battery}}};
  bench::RunConditions hot_again;
  hot_again.events = {{{}, machine::Throttled{1}}};
  const Disturbances found = find_disturbances(two_series({{}, {}, hot_again}, {{}, hot, {}}));
  EXPECT_THAT(found.throttled.rounds, ElementsAre(1, 2));
  ASSERT_EQ(found.throttled.events.size(), 2U);
  EXPECT_EQ(found.throttled.events[0].times, 4U);
  EXPECT_THAT(found.power_changes.rounds, ElementsAre(1));
  EXPECT_TRUE(found.governor_changes.rounds.empty());
}

TEST(Disturbances, LeaveOutTheirRoundsWhereTheseAreFew) {
  struct Row {
    std::vector<std::size_t> busy;
    std::vector<std::size_t> hot;
    std::size_t rounds;
    std::vector<std::size_t> left_out;
  };
  const Row rows[] = {
      {{}, {}, 10, {}},
      {{3}, {}, 10, {3}},
      {{3}, {3}, 10, {3}},
      {{3}, {0}, 10, {0, 3}},
      {{1, 2}, {5}, 10, {}},  // three of ten are not few
      {{1, 2}, {5}, 12, {1, 2, 5}},
      {{1}, {}, 7, {1}},
      {{1}, {}, 6, {}},  // there would be no interval
      {{0}, {}, 1, {}},
  };
  for (const auto& [busy, hot, rounds, left_out] : rows) {
    Disturbances found;
    if (!busy.empty()) found.others = Disturbance{.rounds = busy, .share = 0.5};
    found.throttled.rounds = hot;
    EXPECT_EQ(rounds_to_leave_out(found, rounds), left_out)
        << testing::PrintToString(busy) << " and " << testing::PrintToString(hot) << " of " << rounds;
  }
}

TEST(Disturbances, AreNoneWhereNothingIsKnown) {
  const auto all_series = two_series({}, {{}, {}});
  const Disturbances found = find_disturbances(all_series);
  EXPECT_FALSE(found.others || found.stolen || found.cached_inputs);
  EXPECT_TRUE(found.throttled.rounds.empty());
  EXPECT_FALSE(most_cached_inputs(all_series));
}

}  // namespace
}  // namespace resizer::analysis
