#include "stats/time_use.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <random>

namespace resizer::stats {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

model::JobOutcome image(unsigned worker, nanoseconds start, nanoseconds duration, nanoseconds cpu) {
  return {.kind = model::Done{},
          .worker = worker,
          .start = start,
          .duration = duration,
          .cpu = cpu,
          .waits = model::Waits{.core = duration - cpu}};
}

model::RunResult run_of(unsigned workers, nanoseconds wall, std::vector<model::JobOutcome> outcomes) {
  model::RunResult run;
  run.workers = workers;
  run.wall = wall;
  run.outcomes = std::move(outcomes);
  return run;
}

/// Two workers, one of which begins late, rests between its images and ends early.
model::RunResult pool() {
  return run_of(
      2, 100ms,
      {image(0, 1ms, 50ms, 49ms), image(0, 51ms, 46ms, 40ms), image(1, 4ms, 30ms, 30ms), image(1, 36ms, 40ms, 35ms)});
}

model::RunResult loop() {
  return run_of(
      1, 160ms,
      {image(0, 1ms, 48ms, 48ms), image(0, 49ms, 42ms, 40ms), image(0, 91ms, 30ms, 29ms), image(0, 121ms, 36ms, 35ms)});
}

TEST(TimeUse, KnowsWhatEveryMomentOfAWorkerWasFor) {
  EXPECT_EQ(time_use(pool()), (TimeUse{.start = 1ms + 4ms,
                                       .cpu = 49ms + 40ms + 30ms + 35ms,
                                       .core_wait = 1ms + 6ms + 0ms + 5ms,
                                       .imbalance = 97ms - 76ms,
                                       .supervision = 0ms + 2ms + 2 * (100ms - 97ms)}));
  EXPECT_EQ(time_use(loop()),
            (TimeUse{.start = 1ms, .cpu = 152ms, .core_wait = 4ms, .imbalance = 0ms, .supervision = 3ms}));
}

TEST(TimeUse, SaysWhatAPoolLost) {
  const TimeUse lost = *time_use(pool()) - *time_use(loop());
  EXPECT_EQ(lost, (TimeUse{.start = 4ms, .cpu = 2ms, .core_wait = 8ms, .imbalance = 21ms, .supervision = 5ms}));
  EXPECT_EQ(lost.total(), 2 * 100ms - 160ms) << "workers x wall - sequential wall";
}

TEST(TimeUse, NamesWhatImagesWaitedFor) {
  model::RunResult run = loop();
  run.outcomes[0].duration += 31ms;  // with the rest of the run on the image's account
  run.outcomes[0].waits = model::Waits{.core = 1ms, .memory = 2ms, .disk = 4ms, .pages = 16ms, .stolen = 8ms};
  run.outcomes[1].waits = std::nullopt;
  const TimeUse use = *time_use(run);
  EXPECT_EQ(use.core_wait, 1ms + 0ms + 1ms + 1ms);
  EXPECT_EQ(use.memory_wait, 2ms);
  EXPECT_EQ(use.disk_wait, 4ms);
  EXPECT_EQ(use.page_wait, 16ms);
  EXPECT_EQ(use.stolen, 8ms);
  EXPECT_EQ(use.other_wait, 2ms) << "unknown";
  EXPECT_EQ(use.waiting(), use.core_wait + 2ms + 4ms + 16ms + 8ms + 2ms);
  const TimeUse nothing = use - use;
  EXPECT_EQ(nothing, TimeUse{});
}

TEST(TimeUse, CountsAWorkerThatFoundNoImageAsImbalance) {
  const auto use = time_use(run_of(3, 100ms, {image(0, 1ms, 90ms, 90ms), image(2, 1ms, 89ms, 89ms)}));
  EXPECT_EQ(use->imbalance, 91ms + 1ms);
  EXPECT_EQ(use->start, 2ms);
  EXPECT_EQ(use->supervision, 3 * 9ms);
}

TEST(TimeUse, AddsUpToTheWholeWhateverTheTimes) {
  std::mt19937_64 random(5);
  const auto up_to = [&](std::int64_t most) {
    return nanoseconds(std::uniform_int_distribution<std::int64_t>(0, most)(random));
  };
  for (int round = 0; round < 200; ++round) {
    const auto workers = static_cast<unsigned>(1 + up_to(6).count());
    model::RunResult run = run_of(workers, up_to(1'000'000'000), {});
    for (std::int64_t images = 1 + up_to(30).count(); images > 0; --images) {
      const nanoseconds duration = up_to(100'000'000);
      run.outcomes.push_back(image(static_cast<unsigned>(up_to(workers - 1).count()), up_to(900'000'000), duration,
                                   up_to(duration.count())));
    }
    ASSERT_EQ(time_use(run)->total(), workers * run.wall) << "round " << round;
  }
}

TEST(TimeUse, IsUnknownWhereSomethingIsMissing) {
  EXPECT_FALSE(time_use(run_of(1, 1ms, {})).has_value()) << "no image";
  model::RunResult interrupted = pool();
  interrupted.interrupted_by = SIGINT;
  EXPECT_FALSE(time_use(interrupted).has_value());
  model::RunResult crashed = pool();
  crashed.outcomes[1].cpu = std::nullopt;
  EXPECT_FALSE(time_use(crashed).has_value());
  model::RunResult never_begun = pool();
  never_begun.outcomes[1].worker = std::nullopt;
  EXPECT_FALSE(time_use(never_begun).has_value());
  model::RunResult stranger = pool();
  stranger.outcomes[1].worker = 2;
  EXPECT_FALSE(time_use(stranger).has_value());
}

}  // namespace
}  // namespace resizer::stats
