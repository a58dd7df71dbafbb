#include "stats/slower_cpu.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "util/quantity.hpp"

namespace resizer::stats {
namespace {

using namespace std::chrono_literals;
using Outcomes = std::vector<model::JobOutcome>;

/// How a simulated core works.
struct Core {
  double mhz = 3000;
  double cycles_per_instruction = 0.5;
  double instructions = 1;      ///< For each that an image needs.
  double kernel_share = 0;      ///< CPU time in kernel mode, for each second in user mode.
  double reading_noise = 0.01;  ///< Standard deviation of a reading of the clock.
};

/// Images of 1 to 100 million instructions, the same ones for every core.
Outcomes images_on(const Core& core, unsigned noise_seed, std::size_t count = 100) {
  std::mt19937 images(1);
  std::uniform_real_distribution<double> millions(1, 100);
  std::mt19937 noise(noise_seed);
  std::normal_distribution<double> reading(core.mhz, core.mhz * core.reading_noise);
  Outcomes outcomes;
  for (std::size_t i = 0; i < count; ++i) {
    const double instructions = millions(images) * 1e6 * core.instructions;
    const double cycles = instructions * core.cycles_per_instruction;
    model::JobOutcome outcome;
    outcome.cpu = util::from_seconds(cycles / core.mhz / 1e6 * (1 + core.kernel_share));
    outcome.counts = model::WorkCounts{.instructions = static_cast<std::uint64_t>(instructions),
                                       .cycles = static_cast<std::uint64_t>(cycles)};
    outcome.clock_mhz = reading(noise);
    outcomes.push_back(outcome);
  }
  return outcomes;
}

void forget_counts(Outcomes& outcomes) {
  for (model::JobOutcome& outcome : outcomes) outcome.counts.reset();
}

void forget_clock(Outcomes& outcomes) {
  for (model::JobOutcome& outcome : outcomes) outcome.clock_mhz.reset();
}

double product_of(const SlowerCpu& slower) {
  const double by_work = slower.work ? slower.work->instructions * slower.work->cycles_per_instruction : 1;
  return by_work * (slower.clock ? slower.clock->factor : 1) * slower.rest();
}

TEST(SlowerCpu, FindsWhatWasSimulated) {
  struct Row {
    const char* what;
    Core pool;
    double instructions;
    double cycles_per_instruction;
    double clock;
    double rest;
  };
  const Row rows[] = {
      {"nothing", {}, 1, 1, 1, 1},
      {"a lower clock", {.mhz = 2400}, 1, 1, 1.25, 1},
      {"a higher clock", {.mhz = 3300}, 1, 1, 3000.0 / 3300, 1},
      {"a shared core", {.cycles_per_instruction = 0.8}, 1, 1.6, 1, 1},
      {"more instructions", {.instructions = 1.1}, 1.1, 1, 1, 1},
      {"more kernel mode", {.kernel_share = 0.2}, 1, 1, 1, 1.2},
      {"all together",
       {.mhz = 2500, .cycles_per_instruction = 0.6, .instructions = 1.05, .kernel_share = 0.1},
       1.05,
       1.2,
       1.2,
       1.1},
  };
  const Outcomes sequential = images_on({}, 1);
  for (const Row& row : rows) {
    const Outcomes pool = images_on(row.pool, 2);
    const std::optional<SlowerCpu> slower = slower_cpu(sequential, pool);
    ASSERT_TRUE(slower && slower->work && slower->clock) << row.what;
    EXPECT_NEAR(slower->work->instructions, row.instructions, 1e-6) << row.what;
    EXPECT_NEAR(slower->work->cycles_per_instruction, row.cycles_per_instruction, 1e-6) << row.what;
    EXPECT_NEAR(std::log(slower->clock->factor / row.clock), 0, 3 * slower->clock->error) << row.what;
    EXPECT_NEAR(std::log(slower->rest() / row.rest), 0, 3 * slower->clock->error) << row.what;
    EXPECT_LT(slower->clock->error, 0.002) << row.what << ": a hundred readings, each with an error of 1 %";
    EXPECT_DOUBLE_EQ(product_of(*slower), slower->total) << row.what;
    EXPECT_NEAR(slower->total, row.instructions * row.cycles_per_instruction * row.clock * row.rest, 1e-6) << row.what;
    EXPECT_EQ(slower->clock->is_within_noise(), row.clock == 1) << row.what;
  }
}

TEST(SlowerCpu, StatesAnErrorThatIsRight) {
  int missed = 0;
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const auto slower = slower_cpu(images_on({}, 2 * seed, 20), images_on({}, 2 * seed + 1, 20));
    missed += slower->clock->is_within_noise() ? 0 : 1;
  }
  EXPECT_GT(missed, 20) << "two standard errors are missed in 4.6 %, a little more with few readings";
  EXPECT_LT(missed, 90);
}

TEST(SlowerCpu, LeavesToTheRestWhatIsUnknown) {
  struct Row {
    const char* known;
    bool counts;
    bool clock;
    double rest;
  };
  for (const Row& row :
       {Row{"clock", false, true, 1.2}, Row{"counts", true, false, 1.2}, Row{"nothing", false, false, 1.44}}) {
    Outcomes sequential = images_on({.reading_noise = 0}, 1);
    Outcomes pool = images_on({.mhz = 2500, .cycles_per_instruction = 0.6, .reading_noise = 0}, 2);
    if (!row.counts) forget_counts(pool);
    if (!row.clock) forget_clock(sequential);
    const auto slower = slower_cpu(sequential, pool);
    ASSERT_TRUE(slower.has_value()) << row.known;
    EXPECT_EQ(slower->work.has_value(), row.counts) << row.known;
    EXPECT_EQ(slower->clock.has_value(), row.clock) << row.known;
    EXPECT_NEAR(slower->rest(), row.rest, 1e-6) << row.known;
    EXPECT_DOUBLE_EQ(product_of(*slower), slower->total) << row.known;
  }
}

TEST(SlowerCpu, ComparesOnlyImagesThatBothRunsCounted) {
  for (const std::size_t uncounted : {10U, 90U}) {
    Outcomes sequential = images_on({}, 1);
    Outcomes pool = images_on({.instructions = 1.1}, 2);
    for (std::size_t i = 0; i < uncounted; ++i) (i % 2 == 0 ? sequential : pool)[i].counts.reset();
    const auto slower = slower_cpu(sequential, pool);
    ASSERT_EQ(slower->work.has_value(), uncounted < 50) << uncounted;
    EXPECT_NEAR(slower->work.value_or(WorkFactors{1.1, 1}).instructions, 1.1, 1e-6) << uncounted;
  }
}

TEST(SlowerCpu, LeavesOutImagesOfUnknownCpuTime) {
  Outcomes sequential = images_on({}, 1);
  Outcomes pool = images_on({.cycles_per_instruction = 0.6}, 2);
  sequential[3].cpu.reset();
  pool[5].cpu.reset();
  EXPECT_NEAR(slower_cpu(sequential, pool)->total, 1.2, 1e-6);
  for (model::JobOutcome& outcome : pool) outcome.cpu.reset();
  EXPECT_FALSE(slower_cpu(sequential, pool).has_value());
  EXPECT_FALSE(slower_cpu({}, {}).has_value());
}

TEST(SlowerCpu, WeighsClocksWithTheTimeThatTheyStandFor) {
  Outcomes outcomes(3);
  for (auto& outcome : outcomes) outcome.cpu = 100ms;
  for (auto& outcome : outcomes) outcome.clock_mhz = 3000;
  Outcomes slowed = outcomes;
  slowed[0].cpu = 800ms;
  slowed[0].clock_mhz = 2000;
  EXPECT_DOUBLE_EQ(slower_cpu(outcomes, slowed)->clock->factor, 3000 / 2200.0);
  slowed[0].clock_mhz = slowed[1].clock_mhz = std::nullopt;
  EXPECT_FALSE(slower_cpu(outcomes, slowed)->clock.has_value()) << "one reading has no error";
}

TEST(MeanOf, MultipliesToTheMeanOfTheRounds) {
  const std::vector<SlowerCpu> rounds{
      {.total = 1.2, .work = WorkFactors{1.0, 1.1}, .clock = ClockFactor{1.05, 0.01}},
      {.total = 1.5, .work = WorkFactors{1.1, 1.2}, .clock = ClockFactor{1.10, 0.02}},
  };
  const auto mean = mean_of(rounds);
  EXPECT_DOUBLE_EQ(mean->total, std::sqrt(1.2 * 1.5));
  EXPECT_DOUBLE_EQ(mean->work->instructions, std::sqrt(1.1));
  EXPECT_DOUBLE_EQ(mean->work->cycles_per_instruction, std::sqrt(1.1 * 1.2));
  EXPECT_DOUBLE_EQ(mean->clock->factor, std::sqrt(1.05 * 1.10));
  EXPECT_DOUBLE_EQ(mean->rest(), std::sqrt(rounds[0].rest() * rounds[1].rest()));
  EXPECT_DOUBLE_EQ(product_of(*mean), mean->total);
  EXPECT_DOUBLE_EQ(mean->clock->error, std::log(1.10 / 1.05) / 2) << "the rounds differ by more than their readings";
  EXPECT_FALSE(mean_of({}).has_value());
}

TEST(MeanOf, TakesTheErrorOfTheReadingsWhereRoundsAreAlike) {
  const std::vector<SlowerCpu> rounds(4, SlowerCpu{.total = 1, .clock = ClockFactor{1.05, 0.02}});
  EXPECT_DOUBLE_EQ(mean_of(rounds)->clock->error, 0.01);
}

TEST(MeanOf, KnowsOnlyWhatEveryRoundKnows) {
  const SlowerCpu known{.total = 1.2, .work = WorkFactors{1, 1.1}, .clock = ClockFactor{1.05, 0.01}};
  const std::vector<SlowerCpu> rounds{known, {.total = 1.2}};
  const auto mean = mean_of(rounds);
  EXPECT_FALSE(mean->work.has_value());
  EXPECT_FALSE(mean->clock.has_value());
  EXPECT_DOUBLE_EQ(mean->rest(), 1.2);
}

}  // namespace
}  // namespace resizer::stats
