#include "report/text/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "report/sample_facts.hpp"
#include "support/golden.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Terminal, ShowsBothModes) {
  const analysis::ReportModel report = analysis::make_report(test::compare_facts());
  test::expect_golden(to_terminal(report, {.color = false, .unicode = true}), "report/golden/compare.txt");
  test::expect_golden(to_terminal(report, {.color = false, .unicode = false}), "report/golden/compare_ascii.txt");
  test::expect_golden(to_terminal(report, {.color = true, .unicode = true}), "report/golden/compare_color.txt");
}

TEST(Terminal, ShowsHowRoundsSpread) {
  test::expect_golden(to_terminal(analysis::make_report(test::ten_rounds_facts()), {.color = false, .unicode = true}),
                      "report/golden/ten_rounds.txt");
}

TEST(Terminal, ShowsHowPoolsScale) {
  const analysis::ReportModel report = analysis::make_report(test::sweep_facts());
  test::expect_golden(to_terminal(report, {.color = false, .unicode = true}), "report/golden/sweep.txt");
  test::expect_golden(to_terminal(report, {.color = false, .unicode = false}), "report/golden/sweep_ascii.txt");
}

TEST(Terminal, FitsEightyColumns) {
  analysis::Facts one_round = test::sweep_facts();
  for (bench::Series& series : one_round.measurements.series) series.runs.resize(1);
  analysis::Facts even =
      test::rounds_facts({1000ms, 1011ms, 995ms, 1007ms, 992ms, 1003ms}, {1001ms, 1012ms, 994ms, 999ms, 1005ms, 990ms});
  analysis::Facts unsteady = test::sweep_facts();
  for (std::size_t i = 0; i < unsteady.measurements.series.size(); ++i) {
    std::vector<model::RunResult>& runs = unsteady.measurements.series[i].runs;
    for (std::size_t round = 0; round < runs.size(); ++round) runs[round].wall = 800ms + 100ms * ((round + i) % 3);
  }
  analysis::Facts against = test::ten_rounds_facts();
  against.options.run.against = model::OtherProgram{.path = "./resizer-before", .arguments = {}};
  against.other_build = analysis::Setting{.program = {{"version", "1.2.2"}}, .machine = {}};
  for (bench::Series& series : against.measurements.series) {
    for (const model::RunResult& run : series.runs)
      series.other_runs.push_back({.wall = run.wall, .cpu = 1s, .failed = 0});
  }
  analysis::Facts on_battery = test::ten_rounds_facts();
  on_battery.measurements.found_warmup_rounds = 16;
  on_battery.measurements.rounds_end = bench::RoundsEnd::most_rounds;
  on_battery.context.machine.energy = {
      .source = machine::EnergySource::battery, .needs_root = false, .resolution_j = 36};
  for (bench::Series& series : on_battery.measurements.series) {
    for (int round = 0; round < 10; ++round) series.conditions.emplace_back().energy_joules = 1234.5 + round;
  }
  for (analysis::Facts facts : {test::compare_facts(), test::ten_rounds_facts(), test::sweep_facts(), one_round, even,
                                unsteady, against, on_battery}) {
    facts.options.run.runs = 100U;
    facts.options.resize.linear = facts.options.resize.to_srgb = true;
    facts.context.machine.cpu_model = "Example(R) Processor(R) Platinum 8370C CPU @ 2.80GHz";
    for (const bool unicode : {true, false}) {
      std::istringstream lines(to_terminal(analysis::make_report(facts), {.color = false, .unicode = unicode}));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(util::count_code_points(line), 80U) << line;
    }
  }
}

TEST(Terminal, MutesAHeadlineThatSaysNothing) {
  const std::vector<std::chrono::milliseconds> noisy{100ms, 102ms, 98ms, 101ms, 99ms, 100ms};
  EXPECT_THAT(to_terminal(analysis::make_report(test::rounds_facts(noisy, std::vector(6, 100ms))), {.color = true}),
              HasSubstr("\x1B[2mspeedup 1.00x, 96.9 % interval 0.980 to 1.02: no difference can be told\x1B[0m"));
}

TEST(Terminal, SaysWhichCurvesItCannotFit) {
  analysis::Facts facts = test::sweep_facts();
  facts.cpus.affinity_cores = 4;
  for (bench::Series& series : facts.measurements.series) series.runs.resize(1);
  const std::string text = to_terminal(analysis::make_report(facts), {});
  EXPECT_THAT(text, HasSubstr("Amdahl: 20."));
  EXPECT_THAT(text, HasSubstr("USL: not fitted, needs 3 worker counts from 2 to the cores allowed, has 2"));
  EXPECT_THAT(text, HasSubstr("no --jobs recommended below 6 rounds"));
}

TEST(Terminal, NamesNoPeakAndNoAdviceThatNobodyMeasured) {
  analysis::Facts facts = test::sweep_facts();
  EXPECT_THAT(to_terminal(analysis::make_report(facts), {}), HasSubstr("no peak from 1 to 8 workers"));
  for (bench::Series& series : facts.measurements.series) series.runs[1].wall = 2 * series.runs[1].wall;
  for (bench::Series& series : facts.measurements.series) series.runs[2].wall = series.runs[2].wall * 3 / 2;
  for (bench::Series& series : facts.measurements.series) series.runs[3].wall = series.runs[3].wall * 5 / 4;
  const std::string text = to_terminal(analysis::make_report(facts), {});
  EXPECT_THAT(text, HasSubstr("no --jobs recommended: the wall times spread too far"));
  EXPECT_THAT(text, Not(HasSubstr("recommended: --jobs")));
}

TEST(Terminal, ShowsAnInterruptedMode) {
  test::expect_golden(to_terminal(analysis::make_report(test::interrupted_facts()), {.color = false, .unicode = true}),
                      "report/golden/interrupted.txt");
}

TEST(Terminal, SaysThatAFailureStoppedTheRun) {
  analysis::Facts facts = test::interrupted_facts();
  model::RunResult& run = facts.measurements.series[0].runs[0];
  run.interrupted_by.reset();
  run.halted = true;
  EXPECT_THAT(to_terminal(analysis::make_report(facts), {.color = false, .unicode = true}),
              testing::HasSubstr("stopped at the first failure: 1 of 2 images were left"));
}

TEST(Terminal, SaysThatNoWorkerStayedAlive) {
  analysis::Facts facts = test::interrupted_facts();
  model::RunResult& run = facts.measurements.series[0].runs[0];
  run.interrupted_by.reset();
  run.abandoned = true;
  EXPECT_THAT(to_terminal(analysis::make_report(facts), {.color = false, .unicode = true}),
              testing::HasSubstr("every worker died: the rest was not processed"));
}

TEST(Terminal, WarnsOfWorkersThatAreMissing) {
  analysis::Facts facts = test::compare_facts();
  facts.measurements.series[1].runs[0].missing_workers = 1;
  EXPECT_THAT(to_terminal(analysis::make_report(facts), {.color = false, .unicode = true}),
              testing::ContainsRegex("1 of [0-9]+ workers could not be started"));
}

TEST(Terminal, ShowsAwkwardNamesHarmlessly) {
  test::expect_golden(to_terminal(analysis::make_report(test::awkward_facts()), {.color = false, .unicode = true}),
                      "report/golden/awkward.txt");
}

TEST(Terminal, IsPlainAsciiWhenTold) {
  for (const analysis::Facts& facts :
       {test::compare_facts(), test::interrupted_facts(), test::awkward_facts(), test::sweep_facts()}) {
    const std::string text = to_terminal(analysis::make_report(facts), {.color = false, .unicode = false});
    const auto is_plain = [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); };
    EXPECT_TRUE(std::ranges::all_of(text, is_plain)) << text;
  }
}

TEST(Terminal, CountsALongListOfFailures) {
  analysis::Facts facts = test::sample_facts(25);
  facts.measurements.series = {{.execution = model::Execution::sequential, .workers = 1, .runs = {}}};
  const std::vector<model::JobOutcome> outcomes(25, test::failed_outcome(0, {}));
  facts.measurements.series[0].runs = {
      test::run_of(model::Execution::sequential, 1, std::chrono::milliseconds(100), outcomes)};
  const std::string text = to_terminal(analysis::make_report(facts), {});
  EXPECT_THAT(text, HasSubstr("in/image19.jpg"));
  EXPECT_THAT(text, Not(HasSubstr("in/image20.jpg")));
  EXPECT_THAT(text, HasSubstr("and 5 more"));
  EXPECT_EQ(failure_lines(analysis::make_report(facts)).size(), 25U);
}

TEST(FailureLines, NameEveryImageAndReasonOnOneLine) {
  EXPECT_THAT(failure_lines(analysis::make_report(test::awkward_facts())),
              ElementsAre("in/\\x1B[31mred \"quoted\".jpg: crashed: SIGSEGV (parallel x2 only)",
                          "in/\\x1B[31mred \"quoted\".jpg: the JPEG data ends too early (sequential only)",
                          "in/dangling.jpg: broken symbolic link"));
}

}  // namespace
}  // namespace resizer::report
