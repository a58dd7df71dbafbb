/// From scripted runs to the finished report, without a process or a clock.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "bench/benchmark.hpp"
#include "bench/fake_executor.hpp"
#include "report/sample_facts.hpp"
#include "report/text/terminal.hpp"
#include "support/golden.hpp"

namespace resizer::report {
namespace {

using model::Execution;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

class Nobody final : public bench::Observer {
 public:
  void on_other_run(const bench::RunHeading& /*heading*/) override {}
  void on_warming() override {}
  void on_run_begin(const bench::RunHeading& /*heading*/) override {}
  void on_run_end(const model::RunResult& /*result*/) override {}
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override {}
  void on_tick() override {}
};

/// A machine whose runs take what a law says, give or take `noise`.
struct Simulation {
  double serial_fraction = 0;
  double pool_cost = 0;  ///< What the pool adds to its wall time, as a share.
  double noise = 0;
  unsigned rounds = 12;
  std::vector<unsigned> worker_counts;
};

std::deque<model::RunResult> script(Execution execution, unsigned workers, const Simulation& machine,
                                    std::mt19937& random) {
  std::normal_distribution<double> noise(0, machine.noise);
  const double share = machine.serial_fraction + (1 - machine.serial_fraction) / workers;
  const double cost = execution == Execution::parallel ? machine.pool_cost : 0;
  std::deque<model::RunResult> runs;
  for (unsigned round = 0; round < machine.rounds; ++round) {
    const double wall_s = share * (1 + cost) * (1 + noise(random));
    runs.push_back(test::even_run(execution, workers, std::chrono::milliseconds(std::lround(wall_s * 1e4))));
  }
  return runs;
}

analysis::ReportModel simulate(const Simulation& machine, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::vector<bench::ConfiguredExecutor> executors;
  const auto add = [&](Execution execution, unsigned workers) {
    executors.push_back(
        {.configuration = {execution, workers},
         .executor = std::make_unique<test::FakeExecutor>(script(execution, workers, machine, random))});
  };
  add(Execution::sequential, 1);
  for (const unsigned workers : machine.worker_counts) add(Execution::parallel, workers);

  analysis::Facts facts = test::sample_facts(8);
  facts.cpus.affinity_cores = 8;
  facts.options.run.runs = machine.rounds;
  Nobody nobody;
  facts.measurements = bench::measure(executors, {}, facts.options.run, nobody);
  return analysis::make_report(std::move(facts));
}

TEST(WholeFlow, FindsASerialFractionOfTwentyPercent) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const analysis::ReportModel report =
        simulate({.serial_fraction = 0.2, .noise = 0.01, .worker_counts = {1, 2, 4, 6, 8}}, seed);
    ASSERT_TRUE(report.scaling && report.scaling->amdahl && report.scaling->usl);
    EXPECT_NEAR(report.scaling->amdahl->contention, 0.2, 0.02) << "seed " << seed;
    EXPECT_LT(report.scaling->amdahl->rms_residual(), 0.02) << "seed " << seed;
    EXPECT_NEAR(report.modes.back().serial_fraction.value(), 0.2, 0.02) << "seed " << seed;
    EXPECT_EQ(report.scaling->recommended_jobs, 8U) << "seed " << seed;
  }
}

TEST(WholeFlow, IsExactWithoutNoise) {
  const analysis::ReportModel report = simulate({.serial_fraction = 0.2, .rounds = 6, .worker_counts = {1, 2, 4, 8}});
  EXPECT_NEAR(report.scaling->amdahl->contention, 0.2, 1e-12);
  const analysis::ModeSummary& pool = report.modes.at(4);
  EXPECT_DOUBLE_EQ(pool.speedup->estimate, 1 / 0.3);
  EXPECT_DOUBLE_EQ(pool.efficiency.value(), 1 / 0.3 / 8);
  EXPECT_NEAR(pool.serial_fraction.value(), 0.2, 1e-12);
  EXPECT_EQ(pool.lost_time->parts.total(), 8 * 3000ms - 10'000ms);
}

TEST(WholeFlow, TellsNoDifferenceBetweenEqualModes) {
  int claims = 0;
  for (unsigned seed = 1; seed <= 100; ++seed) {
    const analysis::ReportModel report = simulate({.noise = 0.02, .worker_counts = {1}}, seed);
    const std::string text = to_terminal(report, {.color = false, .unicode = false});
    if (text.find(": no difference can be told") == std::string::npos) ++claims;
  }
  EXPECT_LE(claims, 10) << "of 100; an interval of 95 % may miss the truth in about 5";
}

TEST(WholeFlow, ShowsThePoolsOwnCost) {
  const analysis::ReportModel report = simulate({.pool_cost = 0.05, .noise = 0.005, .worker_counts = {1}});
  EXPECT_NEAR(report.modes.at(1).speedup->estimate, 1 / 1.05, 0.005);
  EXPECT_THAT(to_terminal(report, {.color = false, .unicode = false}),
              AllOf(HasSubstr("speedup 0.9"), HasSubstr(": slower")));
}

TEST(WholeFlow, RecommendsTheFewestWorkersThatDoAsWell) {
  // Nine tenths of the work are serial: more than two workers gain less than the noise.
  const analysis::ReportModel report =
      simulate({.serial_fraction = 0.98, .noise = 0.02, .worker_counts = {1, 2, 4, 8}});
  EXPECT_LE(report.scaling->recommended_jobs.value(), 2U);
}

}  // namespace
}  // namespace resizer::report
