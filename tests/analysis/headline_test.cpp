#include "analysis/headline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"

namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;
using model::Execution;
using Walls = std::vector<std::chrono::milliseconds>;

/// One round of the sequential mode, which takes 100 ms, and of pools of these sizes.
Facts pools_facts(const std::vector<unsigned>& sizes, unsigned cores) {
  Facts facts = test::rounds_facts({100ms}, {});
  facts.cpus.affinity_cores = cores;
  facts.measurements.series.pop_back();
  for (const unsigned workers : sizes) {
    facts.measurements.series.push_back(
        {.execution = Execution::parallel,
         .workers = workers,
         .runs = {test::run_of(Execution::parallel, workers, 100ms, {test::done_outcome(0, 1ms, 5ms, 1)})}});
  }
  return facts;
}

TEST(Headline, IsTheDefaultPoolOrTheOneClosestToIt) {
  struct Row {
    std::vector<unsigned> sizes;
    unsigned cores;
    std::size_t mode;
  };
  const Row rows[] = {
      {{1, 2, 3}, 2, 2}, {{1, 2, 4, 8, 9}, 8, 4}, {{2, 3}, 8, 2}, {{8, 6, 7}, 4, 2}, {{3}, 2, 1}, {{}, 2, 0},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(make_report(pools_facts(row.sizes, row.cores)).headline, row.mode)
        << testing::PrintToString(row.sizes) << " on " << row.cores;
  }
  EXPECT_EQ(make_report(test::sample_facts(1)).headline, std::nullopt) << "nothing ran";
}

TEST(Headline, IsTheRecommendedPoolWhereThereIsOne) {
  Facts facts = test::sweep_facts();
  ReportModel report = make_report(facts);
  ASSERT_EQ(report.scaling->recommended_jobs, 8U);
  EXPECT_EQ(report.modes.at(report.headline.value()).workers, 8U);
  for (model::RunResult& run : facts.measurements.series[3].runs) run.wall = 290ms;  // four workers
  report = make_report(facts);
  ASSERT_EQ(report.scaling->recommended_jobs, 4U);
  EXPECT_EQ(report.modes.at(report.headline.value()).workers, 4U);
}

TEST(Headline, IsNotAPoolThatDidNotFinishWhileAnotherDid) {
  Facts facts = pools_facts({2, 4}, 4);
  facts.measurements.series[2].runs[0].interrupted_by = SIGINT;
  EXPECT_EQ(make_report(facts).headline, 1U);
  facts.measurements.series[1].runs.clear();
  EXPECT_EQ(make_report(facts).headline, 2U) << "better than none";
}

TEST(Speedup, IsUndecidedWhereItsIntervalContainsOne) {
  struct Row {
    Walls sequential;
    Walls parallel;
    bool is_undecided;
  };
  const Row rows[] = {
      {{100ms, 102ms, 98ms, 101ms, 99ms, 100ms}, Walls(6, 100ms), true},
      {{200ms, 202ms, 198ms, 201ms, 199ms, 200ms}, Walls(6, 100ms), false},
      {{90ms, 91ms, 89ms, 90ms, 90ms, 90ms}, Walls(6, 100ms), false},
      {{100ms}, {100ms}, false},
  };
  for (const Row& row : rows) {
    const auto speedup = make_report(test::rounds_facts(row.sequential, row.parallel)).modes.at(1).speedup;
    ASSERT_TRUE(speedup);
    EXPECT_EQ(is_undecided(*speedup), row.is_undecided) << speedup->estimate;
    EXPECT_EQ(speedup->interval.has_value(), row.sequential.size() >= 6);
    EXPECT_EQ(speedup->pairs, row.sequential.size());
  }
  EXPECT_FALSE(make_report(test::interrupted_facts()).modes.at(0).speedup.has_value());
}

}  // namespace
}  // namespace resizer::analysis
