#include "bench/calibrate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "util/allowance.hpp"

namespace resizer::bench {
namespace {

using namespace std::chrono_literals;
using machine::Cpus;
using testing::ElementsAre;

machine::CoreKind kind_of(const std::vector<Cpus>& cores) {
  machine::CoreKind kind;
  for (const Cpus& cpus : cores) {
    kind.cores.push_back({.package = 0, .cpus = cpus});
    kind.cpus.insert(kind.cpus.end(), cpus.begin(), cpus.end());
  }
  return kind;
}

/// Two fast cores with two threads each, and two slow ones.
machine::Description hybrid() {
  machine::Description machine;
  machine.allowed_core_kinds = {kind_of({{0, 1}, {2, 3}}), kind_of({{4}, {5}})};
  machine.available_memory_bytes = 16'000'000'000;
  return machine;
}

/// The hybrid machine: a slow core has 0.55 of a fast one's speed, two threads together have 1.24 of one's, and memory
/// feeds 1.7 cores.
std::vector<double> simulated_rates(Loop loop, const Cpus& cpus) {
  std::vector<double> rates;
  for (const unsigned cpu : cpus) {
    const unsigned other = cpu ^ 1U;
    const bool is_fast = cpu < 4;
    const bool shares = is_fast && std::ranges::find(cpus, other) != cpus.end();
    rates.push_back(1000 * (is_fast ? (shares ? 0.62 : 1) : 0.55));
  }
  if (loop == Loop::computing) return rates;
  double sum = 0;
  for (const double rate : rates) sum += rate;
  for (double& rate : rates) rate *= std::min(1.0, 1700 / sum);
  return rates;
}

TEST(CalibrationPlan, HasEveryPoolAndWhereTheCoresEnd) {
  const CalibrationPlan plan = plan_calibration(hybrid(), {3, 16}, 1s);
  EXPECT_THAT(plan.cpus, ElementsAre(0, 2, 4, 5, 1, 3));
  EXPECT_THAT(plan.counts, ElementsAre(2, 3, 4, 6)) << "fast cores, a pool, all cores, all threads";
  EXPECT_EQ(plan.both_threads, (Cpus{0, 1}));
  EXPECT_TRUE(plan.has_streaming);
  EXPECT_GT(plan.slice, 10ms);
}

TEST(CalibrationPlan, FitsTheTimeThatThereIs) {
  struct Row {
    std::chrono::milliseconds budget;
    std::uint64_t available_bytes;
    bool has_streaming;
    std::chrono::nanoseconds shortest;
    std::chrono::nanoseconds longest;
  };
  const Row rows[] = {
      {1000ms, 16'000'000'000, true, 10ms, 20ms}, {100'000ms, 16'000'000'000, true, 20ms, 20ms},
      {60ms, 16'000'000'000, false, 2ms, 3ms},   // touching the memory alone would take as long
      {1000ms, 500'000'000, false, 20ms, 20ms},  // six times 32 MB would take too much of the memory
      {1ms, 16'000'000'000, false, 2ms, 2ms},
  };
  for (const Row& row : rows) {
    machine::Description machine = hybrid();
    machine.available_memory_bytes = row.available_bytes;
    const CalibrationPlan plan = plan_calibration(machine, {2}, row.budget);
    EXPECT_EQ(plan.has_streaming, row.has_streaming) << row.budget.count() << " ms";
    EXPECT_GE(plan.slice, row.shortest) << row.budget.count() << " ms";
    EXPECT_LE(plan.slice, row.longest) << row.budget.count() << " ms";
  }
}

TEST(CalibrationPlan, IsShortEvenForManyCores) {
  machine::Description machine;
  std::vector<Cpus> cores;
  for (unsigned cpu = 0; cpu < 256; cpu += 2) cores.push_back({cpu, cpu + 1});
  machine.allowed_core_kinds = {kind_of(cores)};
  const CalibrationPlan plan = plan_calibration(machine, {1, 2, 4, 8, 16, 32, 64, 128, 256, 257}, 100ms);
  std::size_t calls = 0;
  const auto found = calibrate(
      plan,
      [&calls](Loop, const Cpus& cpus, auto) {
        ++calls;
        return std::vector<double>(cpus.size(), 1.0);
      },
      [] { return false; });
  ASSERT_TRUE(found);
  EXPECT_LE(calls * plan.slice, 500ms);
  EXPECT_EQ(found->alone.size(), 16U);
  EXPECT_EQ(found->together.back().cpus, 256U);
  EXPECT_EQ(found->together.back().computing, 256);
}

TEST(Calibration, FindsWhatAMachineAllows) {
  const CalibrationPlan plan = plan_calibration(hybrid(), {1, 3}, 1s);
  const auto found = calibrate(
      plan, [](Loop loop, const Cpus& cpus, auto) { return simulated_rates(loop, cpus); }, [] { return false; });
  ASSERT_TRUE(found);
  const std::map<unsigned, std::pair<double, double>> expected{
      {1, {1, 1}}, {2, {2, 1.7}}, {3, {2.55, 1.7}}, {4, {3.1, 1.7}}, {6, {3.58, 1.7}}};
  ASSERT_EQ(found->together.size(), expected.size());
  for (const auto& [cpus, computing, streaming] : found->together) {
    EXPECT_NEAR(computing, expected.at(cpus).first, 1e-9) << cpus;
    EXPECT_NEAR(streaming.value_or(0), expected.at(cpus).second, 1e-9) << cpus;
  }
  ASSERT_EQ(found->alone.size(), 6U);
  for (const auto& [cpu, computing, streaming] : found->alone) EXPECT_NEAR(computing, cpu < 4 ? 1 : 0.55, 1e-9) << cpu;
  EXPECT_NEAR(found->both_threads.value_or(0), 1.24, 1e-9);
}

TEST(Calibration, TakesTheFastestOfThreeSinceWhatDisturbsMakesSlower) {
  std::map<std::pair<Loop, Cpus>, int> calls;
  const auto disturbed = [&calls](Loop loop, const Cpus& cpus, auto) {
    std::vector<double> rates = simulated_rates(loop, cpus);
    if (calls[{loop, cpus}]++ != static_cast<int>(cpus.size() % 3)) {
      for (double& rate : rates) rate *= 0.4;
    }
    return rates;
  };
  const auto found = calibrate(plan_calibration(hybrid(), {3}, 1s), disturbed, [] { return false; });
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->together.back().computing, 3.58, 1e-9);
  EXPECT_NEAR(found->both_threads.value_or(0), 1.24, 1e-9);
}

TEST(Calibration, FindsNoMoreThanThereIs) {
  const auto noisy = [](Loop, const Cpus& cpus, auto) {
    return std::vector<double>(cpus.size(), cpus.size() > 1 ? 2 : 1);
  };
  const auto found = calibrate(plan_calibration(hybrid(), {2}, 1s), noisy, [] { return false; });
  ASSERT_TRUE(found);
  for (const auto& [cpus, computing, streaming] : found->together) {
    EXPECT_LE(computing, cpus);
    EXPECT_LE(streaming.value_or(0), cpus);
  }
}

TEST(Calibration, IsNoneIfItIsInterruptedOrCannotBeMade) {
  const CalibrationPlan plan = plan_calibration(hybrid(), {2}, 1s);
  int calls = 0;
  const auto count = [&calls](Loop, const Cpus& cpus, auto) {
    ++calls;
    return std::vector<double>(cpus.size(), 1.0);
  };
  EXPECT_FALSE(calibrate(plan, count, [&calls] { return calls == 5; }));
  EXPECT_EQ(calls, 5);
  EXPECT_FALSE(calibrate(
      plan, [](Loop, const Cpus&, auto) { return std::vector<double>(); }, [] { return false; }));
  EXPECT_FALSE(calibrate(plan_calibration({}, {2}, 1s), count, [] { return false; })) << "no core is known";
}

TEST(Calibration, NeedsMemoryBeyondTheCaches) {
  machine::Topology topology;
  EXPECT_EQ(streaming_bytes(topology), 32'000'000U);
  topology.caches = {{.level = 2, .type = "Unified", .bytes = 2'000'000, .cpus = {0}},
                     {.level = 3, .type = "Unified", .bytes = 32'000'000, .cpus = {0}},
                     {.level = 3, .type = "Unified", .bytes = 32'000'000, .cpus = {8}}};
  EXPECT_EQ(streaming_bytes(topology), 64'000'000U) << "of one";
  topology.caches[1].bytes = 1'000'000'000;
  EXPECT_EQ(streaming_bytes(topology), 256'000'000U);
}

/// The most passes a second of several trials.
double best_total(const MeasureRates& measure, Loop loop, const Cpus& cpus) {
  double best = 0;
  for (int trial = 0; trial < 5; ++trial) {
    double total = 0;
    for (const double rate : measure(loop, cpus, 20ms)) total += rate;
    best = std::max(best, total);
  }
  return best;
}

TEST(CalibrationProcesses, DoNotCountWhatOthersDoOnTheSameCpu) {
  const MeasureRates measure = measure_with_processes(2, 1'000'000);
  const unsigned cpu = util::allowed_cpus().front();
  const double alone = best_total(measure, Loop::computing, {cpu});
  const double together = best_total(measure, Loop::computing, {cpu, cpu});  // each is the other's other program
  ASSERT_GT(alone, 0);
  EXPECT_GT(together / alone, 1.1) << "by the clock it would be 1 at most";
  EXPECT_LT(together / alone, 3);
}

TEST(CalibrationProcesses, ShareTheMemoryThatTheyStream) {
  const MeasureRates measure = measure_with_processes(2, 1'000'000);
  const unsigned cpu = util::allowed_cpus().front();
  for (const double rate : measure(Loop::streaming, {cpu, cpu}, 5ms)) EXPECT_GT(rate, 0);
}

TEST(CalibrationProcesses, MeasureNothingOnACpuThatTheyMayNotUse) {
  EXPECT_TRUE(measure_with_processes(2, 1'000'000)(Loop::computing, {100'000}, 2ms).empty());
}

}  // namespace
}  // namespace resizer::bench
