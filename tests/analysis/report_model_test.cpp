#include "analysis/report_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string_view>

#include "report/sample_facts.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using model::Execution;
using test::done_outcome;
using test::failed_outcome;
using test::run_of;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ReportModel, GivesTheFiguresOfEachMode) {
  const analysis::ReportModel report = analysis::make_report(test::compare_facts());
  ASSERT_EQ(report.modes.size(), 2U);
  const analysis::ModeSummary& pool = report.modes[1];
  EXPECT_EQ(pool.execution, Execution::parallel);
  EXPECT_EQ(pool.workers, 2U);
  EXPECT_EQ(pool.wall_s.count, 1U);
  EXPECT_DOUBLE_EQ(pool.wall_s.median.value(), 0.205);
  EXPECT_DOUBLE_EQ(pool.cpu_s.value(), 1.0);
  EXPECT_DOUBLE_EQ(pool.images_per_s.value(), 3 / 0.205);
  EXPECT_DOUBLE_EQ(pool.input_megapixels_per_s.value(), 3 * 12 / 0.205);
  EXPECT_DOUBLE_EQ(pool.image_median_s.value(), 0.100);
  EXPECT_NEAR(pool.image_p95_s.value(), 0.118, 1e-12);
  EXPECT_EQ(pool.done, 3U);
  EXPECT_EQ(pool.failed, 1U);
  EXPECT_EQ(pool.interrupted, 0U);
  EXPECT_EQ(pool.stage_times.decode, 6 * 32ms);
  EXPECT_DOUBLE_EQ(pool.speedup->estimate, 0.400 / 0.205);
  EXPECT_DOUBLE_EQ(pool.efficiency.value(), 0.400 / 0.205 / 2);
  EXPECT_FALSE(report.modes[0].speedup.has_value());
  EXPECT_EQ(report.input_bytes, 16'000'000U);
  EXPECT_EQ(report.output_bytes, 360'000U);
}

TEST(ReportModel, ListsAFindingOnceForAllModes) {
  const analysis::ReportModel report = analysis::make_report(test::compare_facts());
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.failures[0].job, 2U);
  EXPECT_EQ(report.failures[0].text, "the JPEG data ends too early");
  EXPECT_THAT(report.failures[0].modes, ElementsAre(0, 1));
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_EQ(report.warnings[0].job, 3U);
  EXPECT_THAT(report.warnings[0].modes, ElementsAre(0, 1));
}

TEST(ReportModel, TellsFindingsOfOneModeApart) {
  const analysis::ReportModel report = analysis::make_report(test::awkward_facts());
  ASSERT_EQ(report.failures.size(), 2U);
  EXPECT_EQ(report.failures[0].text, "crashed: SIGSEGV");
  EXPECT_THAT(report.failures[0].modes, ElementsAre(1));
  EXPECT_THAT(report.failures[1].modes, ElementsAre(0));
  EXPECT_EQ(report.agreement->compared, 2U);
  EXPECT_EQ(report.agreement->identical, 1U);
}

TEST(ReportModel, KnowsNothingOfARunThatWasInterrupted) {
  const analysis::ReportModel report = analysis::make_report(test::interrupted_facts());
  const analysis::ModeSummary& mode = report.modes.at(0);
  EXPECT_EQ(mode.wall_s.count, 0U);
  EXPECT_EQ(mode.wall_s.median, std::nullopt);
  EXPECT_EQ(mode.images_per_s, std::nullopt);
  EXPECT_EQ(mode.done, 1U);
  EXPECT_EQ(mode.interrupted, 1U);
  EXPECT_DOUBLE_EQ(mode.image_median_s.value(), 0.100);
  EXPECT_EQ(report.agreement, std::nullopt);
  EXPECT_THAT(report.failures, IsEmpty());
}

TEST(ReportModel, TakesTheMedianOfSeveralRounds) {
  analysis::Facts facts = test::sample_facts(1);
  bench::Series series{.execution = Execution::sequential, .workers = 1, .runs = {}};
  for (const auto wall : {300ms, 100ms, 200ms}) {
    series.runs.push_back(run_of(Execution::sequential, 1, wall, {done_outcome(0, 0ms, 10ms, 1)}));
  }
  series.runs.push_back(run_of(Execution::sequential, 1, 200ms, {failed_outcome(0, 0ms)}));
  facts.measurements.series = {series};
  const analysis::ModeSummary mode = analysis::make_report(facts).modes.at(0);
  EXPECT_EQ(mode.wall_s.count, 4U);
  EXPECT_DOUBLE_EQ(mode.wall_s.median.value(), 0.200);
  EXPECT_EQ(mode.done, 0U) << "failed in one round";
  EXPECT_EQ(mode.failed, 1U);
}

TEST(ReportModel, TakesTheMediansOfTheEnergyOfCompleteRuns) {
  analysis::Facts facts = test::rounds_facts(std::vector<std::chrono::milliseconds>(6, 500ms), {250ms});
  for (const double joules : {10.0, 12.0, 11.0, 14.0, 13.0, 90.0}) {
    facts.measurements.series[0].conditions.emplace_back().energy_joules = joules;
  }
  facts.measurements.series[0].runs[5].interrupted_by = SIGINT;
  const std::vector<analysis::ModeSummary> modes = analysis::make_report(facts).modes;
  ASSERT_TRUE(modes[0].energy);
  EXPECT_EQ(modes[0].energy->joules_per_image.count, 5U) << "not the run that was interrupted";
  EXPECT_EQ(modes[0].energy->joules_per_image.median, 12) << "one image";
  EXPECT_EQ(modes[0].energy->watts.median, 24);
  EXPECT_EQ(modes[0].energy->energy_delay_js.median, 6);
  EXPECT_FALSE(modes[1].energy) << "nothing is known of it";
}

TEST(ReportModel, PairsTheRoundsOfBothModes) {
  // The machine is twice as slow in the second round: the ratios do not care, and a ratio of medians would.
  const analysis::ReportModel report =
      analysis::make_report(test::rounds_facts({100ms, 200ms, 110ms}, {50ms, 100ms, 55ms}));
  EXPECT_EQ(report.modes.at(1).speedup->pairs, 3U);
  EXPECT_DOUBLE_EQ(report.modes.at(1).speedup->estimate, 2);
}

/// Two rounds of both modes over two images, of which those with a 'x' failed: "..", ".x", "x." or "xx".
analysis::Facts failing_facts(const std::array<const char*, 2>& sequential,
                              const std::array<const char*, 2>& parallel) {
  analysis::Facts facts = test::sample_facts(2);
  const auto series_of = [](Execution execution, unsigned workers, const auto& rounds) {
    bench::Series series{.execution = execution, .workers = workers, .runs = {}};
    for (const std::string_view marks : rounds) {
      std::vector<model::JobOutcome> outcomes;
      for (const char mark : marks) {
        outcomes.push_back(mark == 'x' ? failed_outcome(0, 5ms) : done_outcome(0, 1ms, 1ms, 1));
      }
      series.runs.push_back(run_of(execution, workers, workers == 1 ? 50ms : 30ms, std::move(outcomes)));
    }
    return series;
  };
  facts.measurements.series = {series_of(Execution::sequential, 1, sequential),
                               series_of(Execution::parallel, 2, parallel)};
  return facts;
}

TEST(ReportModel, ComparesOnlyModesThatDidTheSameImages) {
  using analysis::NoSpeedup;
  struct Row {
    std::array<const char*, 2> sequential;
    std::array<const char*, 2> parallel;
    std::optional<NoSpeedup> reason;
    std::size_t images;
  };
  const Row rows[] = {
      {{"..", ".."}, {"..", ".."}, {}, 2},
      {{".x", ".x"}, {".x", ".x"}, {}, 1},
      {{"xx", "xx"}, {"xx", "xx"}, NoSpeedup::all_failed, 0},
      {{"..", ".."}, {"xx", "xx"}, NoSpeedup::failures_differ, 0},
      {{".x", ".x"}, {"x.", "x."}, NoSpeedup::failures_differ, 0},
      {{".x", ".x"}, {"..", ".."}, NoSpeedup::failures_differ, 0},
      {{"..", ".x"}, {"..", ".x"}, NoSpeedup::failures_differ, 0},
  };
  for (const Row& row : rows) {
    const std::string what = std::string(row.sequential[1]) + " against " + row.parallel[1];
    const analysis::ReportModel report = analysis::make_report(failing_facts(row.sequential, row.parallel));
    const analysis::ModeSummary& pool = report.modes.at(1);
    EXPECT_EQ(pool.no_speedup, row.reason) << what;
    EXPECT_EQ(pool.compared_images, row.images) << what;
    for (const bool has_figure : {pool.speedup.has_value(), pool.efficiency.has_value(), pool.lost_time.has_value()}) {
      EXPECT_EQ(has_figure, !row.reason) << what;
    }
    EXPECT_EQ(report.modes.at(0).no_speedup, std::nullopt) << what;
  }
}

TEST(ReportModel, HasNoSpeedupWithoutARound) {
  analysis::Facts facts = failing_facts({"..", ".."}, {"..", ".."});
  for (model::RunResult& run : facts.measurements.series[1].runs) run.interrupted_by = SIGINT;
  EXPECT_EQ(analysis::make_report(facts).modes.at(1).no_speedup, analysis::NoSpeedup::no_round);
}

TEST(ReportModel, DoubtsASpeedupBeyondTheWorkers) {
  struct Row {
    std::vector<std::chrono::milliseconds> sequential;  ///< Against 1000 ms.
    bool is_impossible;
  };
  const Row rows[] = {
      {{2000ms}, false},
      {{2090ms}, false},
      {{2110ms}, true},
      {{2050ms, 2052ms, 2048ms, 2060ms, 2046ms, 2055ms}, true},
      {{2030ms, 2032ms, 2028ms, 2060ms, 2026ms, 2035ms}, false},
      {{2010ms, 3000ms, 2020ms, 2900ms, 2000ms, 3100ms}, false},
  };
  for (const Row& row : rows) {
    const std::vector<std::chrono::milliseconds> parallel(row.sequential.size(), 1000ms);
    const analysis::ReportModel report = analysis::make_report(test::rounds_facts(row.sequential, parallel));
    const analysis::ModeSummary& pool = report.modes.at(1);
    EXPECT_EQ(pool.is_impossible, row.is_impossible) << row.sequential.front().count();
    EXPECT_EQ(pool.lost_time.has_value(), !row.is_impossible) << row.sequential.front().count();
  }
}

TEST(ReportModel, TellsOfRoundsThatStandApart) {
  const analysis::ReportModel report = analysis::make_report(
      test::rounds_facts({900ms, 100ms, 101ms, 99ms, 102ms, 98ms}, {50ms, 51ms, 49ms, 52ms, 48ms, 90ms}));
  EXPECT_TRUE(report.modes.at(0).is_first_round_slow);
  EXPECT_THAT(report.modes.at(0).outlier_rounds, ElementsAre(0));
  EXPECT_FALSE(report.modes.at(1).is_first_round_slow);
  EXPECT_THAT(report.modes.at(1).outlier_rounds, ElementsAre(5));
}

TEST(ReportModel, SaysWhatAPoolLost) {
  const analysis::ReportModel report = analysis::make_report(test::compare_facts());
  const std::optional<analysis::LostTime>& lost = report.modes.at(1).lost_time;
  ASSERT_TRUE(lost.has_value());
  EXPECT_EQ(lost->worker_time, 2 * 205ms);
  EXPECT_EQ(lost->parts.total(), 2 * 205ms - 400ms);
  // One worker has images from 1 to 203 ms, the other from 2 to 122 ms; the loop is busy from 1 to 223 and 300 to 400.
  EXPECT_EQ(lost->parts.start, 3ms - 1ms);
  EXPECT_EQ(lost->parts.imbalance, 203ms - 122ms);
  EXPECT_EQ(lost->parts.cpu, 3ms);
  EXPECT_EQ(lost->parts.waiting(), -3ms);
  EXPECT_EQ(lost->parts.supervision, 2 * 2ms - 77ms);
  EXPECT_DOUBLE_EQ(lost->cpu_ratio().value(), 309.0 / 306.0);
}

TEST(ReportModel, LosesWhatTheRoundsLoseOnAverage) {
  // 20, 0 and 60 ms are lost, and nanoseconds that three rounds do not divide evenly, part by part.
  for (int odd = 0; odd < 27; ++odd) {
    const std::chrono::nanoseconds later(odd % 3);
    const std::chrono::nanoseconds busier(odd / 3 % 3);
    const std::chrono::nanoseconds longer(odd / 9);
    analysis::Facts facts = test::rounds_facts({200ms, 200ms, 201ms}, {110ms, 100ms, 130ms});
    model::RunResult& last = facts.measurements.series[1].runs[2];
    last.wall += 500us + longer;
    last.outcomes[0].start += later;
    *last.outcomes[0].cpu += busier;
    last.outcomes[0].waits->core -= busier;
    const analysis::ReportModel report = analysis::make_report(facts);
    const analysis::LostTime& lost = *report.modes.at(1).lost_time;
    EXPECT_EQ(lost.rounds, 3U);
    EXPECT_EQ(lost.worker_time, 2 * (340'500'000ns + longer) / 3) << odd;
    EXPECT_EQ(lost.parts.total(), lost.worker_time - 601'000'000ns / 3) << odd;
  }
}

TEST(ReportModel, SplitsTheSlowerCpuOverTheRounds) {
  analysis::Facts facts = test::rounds_facts({200ms, 200ms}, {110ms, 100ms});
  const auto cpu_s = [&facts](std::size_t series, std::size_t round) {
    return util::to_seconds(*facts.measurements.series[series].runs[round].outcomes[0].cpu);
  };
  for (bench::Series& series : facts.measurements.series) {
    for (model::RunResult& run : series.runs) {
      run.outcomes[0].counts = model::WorkCounts{.instructions = 1000, .cycles = 500 + series.workers * 100};
    }
  }
  const analysis::ReportModel report = analysis::make_report(facts);
  const std::optional<stats::SlowerCpu>& slower = report.modes.at(1).lost_time->slower_cpu;
  ASSERT_TRUE(slower && slower->work);
  EXPECT_NEAR(slower->total, std::sqrt(cpu_s(1, 0) / cpu_s(0, 0) * cpu_s(1, 1) / cpu_s(0, 1)), 1e-12);
  EXPECT_NEAR(slower->work->cycles_per_instruction, 700.0 / 600, 1e-12);
  EXPECT_FALSE(slower->clock.has_value()) << "never read";
}

TEST(ReportModel, KnowsNoLossWhereAnImagesCpuTimeIsUnknown) {
  EXPECT_FALSE(analysis::make_report(test::awkward_facts()).modes.at(1).lost_time.has_value());
}

TEST(ReportModel, FindsTheLawOfASweep) {
  const analysis::ReportModel report = analysis::make_report(test::sweep_facts());
  ASSERT_TRUE(report.scaling && report.scaling->amdahl && report.scaling->usl);
  EXPECT_EQ(report.scaling->points.size(), 4U) << "nine workers on eight cores are on no curve";
  EXPECT_NEAR(report.scaling->amdahl->contention, 0.2, 0.005);
  EXPECT_NEAR(report.scaling->usl->contention, 0.2, 0.01);
  EXPECT_NEAR(report.modes.at(4).serial_fraction.value(), 0.2, 0.005);
  EXPECT_FALSE(report.modes.at(1).serial_fraction.has_value()) << "one worker";
  EXPECT_FALSE(report.modes.at(5).serial_fraction.has_value()) << "more workers than cores";
  EXPECT_EQ(report.scaling->recommended_jobs, 8U) << "nine are as fast";
  EXPECT_EQ(report.scaling->no_advice, std::nullopt);
}

TEST(ReportModel, RecommendsNothingOnTooFewRounds) {
  analysis::Facts facts = test::sweep_facts();
  for (bench::Series& series : facts.measurements.series) series.runs.pop_back();
  const analysis::ReportModel report = analysis::make_report(facts);
  EXPECT_EQ(report.scaling->recommended_jobs, std::nullopt);
  EXPECT_EQ(report.scaling->no_advice, analysis::NoAdvice::too_few_rounds);
}

TEST(ReportModel, RecommendsNothingFromAnUnstablePool) {
  struct Row {
    std::chrono::milliseconds sway;  ///< Of every other round of the pool of two, from 600 ms.
    std::optional<analysis::NoAdvice> no_advice;
  };
  for (const auto& [sway, no_advice] : {Row{10ms, {}}, Row{60ms, analysis::NoAdvice::unstable}}) {
    analysis::Facts facts = test::sweep_facts();
    std::vector<model::RunResult>& runs = facts.measurements.series[2].runs;
    for (std::size_t round = 0; round < runs.size(); round += 2) runs[round].wall += sway;
    const analysis::ReportModel report = analysis::make_report(facts);
    EXPECT_EQ(report.scaling->no_advice, no_advice) << sway.count();
    EXPECT_EQ(report.scaling->recommended_jobs.has_value(), !no_advice) << sway.count();
  }
}

TEST(ReportModel, LeavesOutOfItsCurvesWhatCannotBeRight) {
  analysis::Facts facts = test::sweep_facts();
  for (model::RunResult& run : facts.measurements.series[2].runs) run.wall /= 2;
  EXPECT_EQ(analysis::make_report(facts).scaling->points.size(), 3U) << "3.3 times as fast with two workers";
}

TEST(ReportModel, RecommendsNothingIfPoolsFailedDifferently) {
  analysis::Facts facts = test::sweep_facts();
  facts.measurements.series[2].runs[0].outcomes[0] = failed_outcome(0, 1ms);
  const analysis::ReportModel report = analysis::make_report(facts);
  EXPECT_EQ(report.scaling->recommended_jobs, std::nullopt);
  EXPECT_EQ(report.scaling->no_advice, analysis::NoAdvice::failures);
  EXPECT_EQ(report.scaling->points.size(), 3U) << "the curves do without the pool of two";
}

TEST(ReportModel, ComparesPoolsWithoutTheSequentialMode) {
  analysis::Facts facts = test::sweep_facts();
  facts.measurements.series.erase(facts.measurements.series.begin());
  const analysis::ReportModel report = analysis::make_report(facts);
  ASSERT_TRUE(report.scaling.has_value());
  EXPECT_TRUE(report.scaling->points.empty());
  EXPECT_FALSE(report.scaling->amdahl.has_value());
  EXPECT_EQ(report.scaling->recommended_jobs, 8U);
}

TEST(ReportModel, OfOnePoolSaysNothingOfScaling) {
  EXPECT_FALSE(analysis::make_report(test::compare_facts()).scaling.has_value());
}

TEST(ReportModel, OfAModeThatNeverRanIsUnknown) {
  analysis::Facts facts = test::compare_facts();
  facts.measurements.series[1].runs.clear();
  const analysis::ReportModel report = analysis::make_report(facts);
  EXPECT_EQ(report.modes.at(1).wall_s.median, std::nullopt);
  EXPECT_FALSE(report.modes.at(1).speedup.has_value());
  EXPECT_EQ(report.modes.at(1).image_median_s, std::nullopt);
}

}  // namespace
}  // namespace resizer::report
