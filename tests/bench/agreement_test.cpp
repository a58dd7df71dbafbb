#include "bench/agreement.hpp"

#include <gtest/gtest.h>

#include <csignal>

#include "bench/fake_executor.hpp"

namespace resizer::bench {
namespace {

using test::done_with_hash;

model::JobOutcome failed() {
  model::JobOutcome outcome;
  outcome.kind = model::Failed{util::ErrorCode::corrupt, "bad"};
  return outcome;
}

/// One series a run.
Measurements measured(const std::vector<std::vector<model::JobOutcome>>& runs) {
  Measurements measurements;
  for (const auto& outcomes : runs) {
    model::RunResult run;
    run.outcomes = outcomes;
    measurements.series.push_back({.runs = {run}});
  }
  return measurements;
}

TEST(CompareOutputs, CountsWhatEveryRunMadeAlike) {
  struct Row {
    std::string name;
    std::vector<std::vector<model::JobOutcome>> runs;
    std::size_t compared;
    std::size_t identical;
    std::vector<std::size_t> different;
  };
  const std::vector<Row> rows = {
      {"all alike", {{done_with_hash(1), done_with_hash(2)}, {done_with_hash(1), done_with_hash(2)}}, 2, 2, {}},
      {"one differs", {{done_with_hash(1), done_with_hash(2)}, {done_with_hash(1), done_with_hash(3)}}, 2, 1, {1}},
      {"failed in both is nothing to compare",
       {{failed(), done_with_hash(2)}, {failed(), done_with_hash(2)}},
       1,
       1,
       {}},
      {"failed in the first only", {{failed()}, {done_with_hash(1)}}, 1, 0, {0}},
      {"failed in the second only", {{done_with_hash(1)}, {failed()}}, 1, 0, {0}},
      {"the third run differs", {{done_with_hash(1)}, {done_with_hash(1)}, {done_with_hash(2)}}, 1, 0, {0}},
      {"no jobs", {{}, {}}, 0, 0, {}},
  };
  for (const Row& row : rows) {
    const auto agreement = compare_outputs(measured(row.runs));
    ASSERT_TRUE(agreement.has_value()) << row.name;
    EXPECT_EQ(agreement->compared, row.compared) << row.name;
    EXPECT_EQ(agreement->identical, row.identical) << row.name;
    EXPECT_EQ(agreement->different, row.different) << row.name;
  }
}

TEST(CompareOutputs, LooksAtEveryOutputOfAJob) {
  model::JobOutcome two = done_with_hash(1);
  std::get<model::Done>(two.kind).report.outputs.resize(2);
  model::JobOutcome other_two = two;
  std::get<model::Done>(other_two.kind).report.outputs[1].hash = 5;
  EXPECT_EQ(compare_outputs(measured({{two}, {two}}))->identical, 1U);
  EXPECT_EQ(compare_outputs(measured({{two}, {other_two}}))->identical, 0U);
  EXPECT_EQ(compare_outputs(measured({{two}, {done_with_hash(1)}}))->identical, 0U);
}

TEST(CompareOutputs, NeedsTwoCompleteRuns) {
  EXPECT_FALSE(compare_outputs(measured({{done_with_hash(1)}})).has_value());
  Measurements interrupted = measured({{done_with_hash(1)}, {{}}});
  interrupted.series[1].runs[0].interrupted_by = SIGINT;
  EXPECT_FALSE(compare_outputs(interrupted).has_value());
}

}  // namespace
}  // namespace resizer::bench
