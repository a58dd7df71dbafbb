#include "bench/run_watch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <thread>

namespace resizer::bench {
namespace {

using namespace std::chrono_literals;

/// What a sample shows.
struct Moment {
  std::chrono::milliseconds at;
  std::uint64_t busy_ticks = 0;
  std::uint64_t throttles = 0;
};

class ScriptedSampler final : public machine::Sampler {
 public:
  explicit ScriptedSampler(std::deque<Moment> moments) : moments_(std::move(moments)) {}
  machine::Sample take() override {
    const auto [at, busy_ticks, throttles] = moments_.front();
    moments_.pop_front();
    return {.cpu = {.at = util::Clock::time_point(1h + at),
                    .cores = 2,
                    .ticks = machine::CpuTicks{.busy = 1000 + busy_ticks, .stolen = 0},
                    .own = {}},
            .state = {
                .throttles = machine::Throttles{.core = throttles, .package = 0}, .power_source = {}, .governor = {}}};
  }

 private:
  std::deque<Moment> moments_;
};

class CountingObserver final : public exec::RunObserver {
 public:
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override { ++outcomes; }
  void on_tick() override { ++ticks; }
  void on_suspend() override { ++suspends; }
  int outcomes = 0;
  int ticks = 0;
  int suspends = 0;
};

/// The conditions of a run with a tick at each moment but the first and the last.
RunConditions watch(std::deque<Moment> moments, std::optional<machine::State> before = {}) {
  const std::size_t ticks = moments.size() - 2;
  ScriptedSampler sampler(std::move(moments));
  CountingObserver next;
  RunWatch run(&sampler, next, std::move(before));
  for (std::size_t i = 0; i < ticks; ++i) run.on_tick();
  RunConditions conditions;
  run.finish(conditions);
  EXPECT_EQ(next.ticks, ticks);
  return conditions;
}

TEST(RunWatch, SaysWhenAnEventWasNoticed) {
  const RunConditions conditions =
      watch({{0ms, 0, 2}, {100ms, 0, 2}, {200ms, 0, 5}, {300ms, 0, 5}, {350ms, 0, 6}},
            machine::State{.throttles = machine::Throttles{1, 0}, .power_source = {}, .governor = {}});
  std::vector<std::pair<std::chrono::nanoseconds, std::uint64_t>> found;
  for (const auto& [at, event] : conditions.events) found.emplace_back(at, std::get<machine::Throttled>(event).times);
  const decltype(found) expected{{0ms, 1}, {200ms, 3}, {350ms, 1}};
  EXPECT_EQ(found, expected) << "before the run, during it, at its end";
}

TEST(RunWatch, KnowsHowManyCoresWereBusy) {
  const RunConditions conditions = watch({{0ms, 0}, {100ms, 20}, {200ms, 30}, {300ms, 30}, {350ms, 35}});
  std::vector<std::pair<std::chrono::nanoseconds, double>> found;
  for (const auto& [at, load] : conditions.loads) found.emplace_back(at, load.busy_cores);
  const decltype(found) expected{{100ms, 2}, {200ms, 1}, {300ms, 0}, {350ms, 1}};
  EXPECT_EQ(found, expected);
}

TEST(RunWatch, MergesTheLoadsOfALongRun) {
  std::deque<Moment> moments;
  std::uint64_t busy_ticks = 0;
  constexpr int kTicks = 10'000;
  for (int tick = 0; tick <= kTicks; ++tick) {
    moments.push_back({tick * 100ms, busy_ticks});
    busy_ticks += tick < kTicks / 2 ? 20 : 10;  // two cores, then one
  }
  const RunConditions conditions = watch(std::move(moments));
  ASSERT_LE(conditions.loads.size(), kMostLoads);
  ASSERT_GE(conditions.loads.size(), kMostLoads / 4);
  std::chrono::nanoseconds last{};
  double core_seconds = 0;
  for (const auto& [at, load] : conditions.loads) {
    EXPECT_GT(at, last);
    core_seconds += load.busy_cores * std::chrono::duration<double>(at - last).count();
    last = at;
  }
  EXPECT_EQ(last, kTicks * 100ms);
  EXPECT_NEAR(core_seconds, 1500, 0.01) << "nothing is lost by merging";
  EXPECT_NEAR(conditions.loads.front().load.busy_cores, 2, 1e-9);
  EXPECT_NEAR(conditions.loads.back().load.busy_cores, 1, 1e-9);
}

/// A sample of many CPUs.
class SlowSampler final : public machine::Sampler {
 public:
  machine::Sample take() override {
    ++taken;
    std::this_thread::sleep_for(2ms);
    return {};
  }
  int taken = 0;
};

TEST(RunWatch, LeavesOutTicksWhereSamplesTakeLong) {
  SlowSampler sampler;
  CountingObserver next;
  RunWatch run(&sampler, next, {});
  for (int tick = 0; tick < 40; ++tick) run.on_tick();
  RunConditions conditions;
  run.finish(conditions);
  EXPECT_EQ(next.ticks, 40);
  EXPECT_GE(sampler.taken, 3) << "at both ends and once in between";
  EXPECT_LE(sampler.taken, 4) << "at 20 ticks or more from each other";
}

TEST(RunWatch, PassesEverythingOn) {
  CountingObserver next;
  RunWatch run(nullptr, next, {});
  run.on_tick();
  run.on_suspend();
  run.on_outcome(0, {});
  RunConditions conditions;
  run.finish(conditions);
  EXPECT_EQ(next.ticks + next.suspends + next.outcomes, 3);
  EXPECT_FALSE(conditions.cpu_use);
  EXPECT_FALSE(run.state());
}

}  // namespace
}  // namespace resizer::bench
