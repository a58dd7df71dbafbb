#include "analysis/baseline_comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/json/baseline_reader.hpp"
#include "report/json/json.hpp"
#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "report/text/baseline_wording.hpp"
#include "report/text/terminal.hpp"
#include "support/golden.hpp"
#include "support/report_schema.hpp"
#include "util/error.hpp"

namespace resizer::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;
using Walls = std::vector<std::chrono::milliseconds>;

analysis::Baseline baseline_of(const analysis::Facts& facts) {
  const std::string json = to_json(analysis::make_report(facts));
  std::istringstream stream(json);
  return read_baseline(stream);
}

/// Six rounds of both modes; `factor` makes all of them slower.
analysis::Facts six_rounds(double factor) {
  const auto scaled = [factor](Walls walls) {
    for (auto& wall : walls) wall = std::chrono::milliseconds(std::lround(static_cast<double>(wall.count()) * factor));
    return walls;
  };
  return test::rounds_facts(scaled({2000ms, 2010ms, 1990ms, 2020ms, 1980ms, 2005ms}),
                            scaled({1000ms, 1005ms, 995ms, 1010ms, 990ms, 1002ms}));
}

std::vector<bench::Configuration> both_modes(unsigned workers) {
  return {{model::Execution::sequential, 1}, {model::Execution::parallel, workers}};
}

/// Why a run is refused; empty when it is not.
std::string refusal_of(const analysis::Baseline& baseline, const analysis::Facts& facts,
                       const std::vector<bench::Configuration>& modes) {
  const analysis::Setting setting = setting_of(facts.program_version, facts.context, facts.cpus);
  try {
    analysis::require_comparable(baseline, {.options = facts.options.run,
                                            .workload = workload_of(facts.options, facts.jobs),
                                            .configurations = modes,
                                            .setting = setting});
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::usage);
    return error.what();
  }
  return "";
}

TEST(RequireComparable, RefusesOtherWork) {
  const analysis::Baseline baseline = baseline_of(six_rounds(1));
  const analysis::Facts same = six_rounds(1);
  EXPECT_EQ(refusal_of(baseline, same, both_modes(2)), "");

  analysis::Facts elsewhere = same;
  elsewhere.options.paths = {.inputs = {"/moved"}, .output_dir = "/tmp", .recursive = true};
  elsewhere.jobs[0].input = "/moved/image0.jpg";
  elsewhere.options.run.runs = 20U;
  elsewhere.options.run.warmup = 1;
  EXPECT_EQ(refusal_of(baseline, elsewhere, both_modes(2)), "");

  analysis::Facts other_filter = same;
  other_filter.options.resize.filter = model::Filter::box;
  EXPECT_THAT(refusal_of(baseline, other_filter, both_modes(2)),
              HasSubstr("other options (filter: lanczos3 then, box now)"));
  analysis::Facts cold = same;
  cold.options.run.cache = model::Cache::cold;
  EXPECT_THAT(refusal_of(baseline, cold, both_modes(2)), HasSubstr("cache: warm then, cold now"));
  analysis::Facts other_size = same;
  other_size.jobs[0].input_bytes = 5;
  EXPECT_THAT(refusal_of(baseline, other_size, both_modes(2)), HasSubstr("image0.jpg of 5 bytes is not among them"));
  analysis::Facts more = same;
  more.jobs.push_back(more.jobs[0]);
  EXPECT_THAT(refusal_of(baseline, more, both_modes(2)), HasSubstr("over 1 images, not 2"));
}

TEST(RequireComparable, RefusesOptionsThatOnlyOneSideKnows) {
  analysis::Baseline baseline = baseline_of(six_rounds(1));
  baseline.workload.options["dither"] = "true";
  EXPECT_THAT(refusal_of(baseline, six_rounds(1), both_modes(2)), HasSubstr("dither: true then, unknown now"));
}

TEST(RequireComparable, NeedsAModeInCommon) {
  const analysis::Baseline baseline = baseline_of(six_rounds(1));
  EXPECT_EQ(refusal_of(baseline, six_rounds(1), both_modes(8)), "") << "the sequential mode";
  std::vector<bench::Configuration> only_pool;
  only_pool.push_back({.execution = model::Execution::parallel, .workers = 8});
  EXPECT_THAT(refusal_of(baseline, six_rounds(1), only_pool), HasSubstr("no mode"));
}

TEST(RequireComparable, NeedsRoundsForAGate) {
  const analysis::Baseline baseline = baseline_of(six_rounds(1));
  analysis::Facts facts = six_rounds(1);
  facts.options.run.runs = 1U;
  EXPECT_EQ(refusal_of(baseline, facts, both_modes(2)), "") << "a comparison may be vague, a gate may not";
  facts.options.run.fail_if_slower = 0.05;
  facts.options.run.baselines = {"old.json"};
  EXPECT_THAT(refusal_of(baseline, facts, both_modes(2)), HasSubstr("its rounds (6) and those here (1) are too few"));
  facts.options.run.runs = 3U;
  EXPECT_EQ(refusal_of(baseline, facts, both_modes(2)), "");
  facts.options.run.runs = model::AutoRuns{};
  EXPECT_EQ(refusal_of(baseline, facts, both_modes(2)), "") << "at least six";
  facts.options.run.runs = 1U;
  facts.options.run.baselines = {"old.json", "older.json"};
  EXPECT_EQ(refusal_of(baseline, facts, both_modes(2)), "") << "sessions count, not rounds";
}

TEST(RequireDifferent, RefusesTheSameSessionTwice) {
  const analysis::Baseline one = baseline_of(six_rounds(1));
  const analysis::Baseline other = baseline_of(six_rounds(1.01));
  EXPECT_NO_THROW(analysis::require_different({one}));
  EXPECT_NO_THROW(analysis::require_different({one, other}));
  EXPECT_THROW(analysis::require_different({one, other, one}), util::Error);
}

/// Six rounds `factor` times as slow as the earlier sessions, which are this much slower than each other.
analysis::BaselineComparison compare(double factor, std::optional<double> fail_if_slower,
                                     const std::vector<double>& sessions = {1}) {
  const analysis::Facts now = six_rounds(factor);
  std::vector<analysis::Baseline> earlier;
  for (const double session : sessions) earlier.push_back(baseline_of(six_rounds(session)));
  const analysis::Setting setting = earlier.front().setting;
  return analysis::compare_with_baseline(
      earlier, {.setting = setting, .series = now.measurements.series, .fail_if_slower = fail_if_slower});
}

TEST(CompareWithBaseline, FailsOnlyBeyondTheNoise) {
  struct Row {
    double factor;
    double allowed;
    bool fails;
  };
  // The rounds spread over 2 %, so that sessions may differ by as much.
  const Row rows[] = {
      {1, 0, false},       {1.002, 0, false}, {1.05, 0, true}, {1.05, 0.05, false},
      {1.07, 0.05, false}, {1.1, 0.05, true}, {0.8, 0, false},
  };
  for (const Row& row : rows) {
    const analysis::BaselineComparison comparison = compare(row.factor, row.allowed);
    ASSERT_EQ(comparison.modes.size(), 2U);
    EXPECT_EQ(analysis::is_regression(comparison), row.fails)
        << row.factor << " with " << row.allowed << " allowed; from " << comparison.modes[0].wall_ratio.interval->low;
    EXPECT_NEAR(comparison.modes[1].wall_ratio.estimate, row.factor, 0.003);
  }
  EXPECT_FALSE(analysis::is_regression(compare(3, std::nullopt))) << "nobody asked";
}

TEST(CompareWithBaseline, TakesSessionsAsTheyDiffer) {
  struct Row {
    double factor;
    std::vector<double> sessions;
    bool is_slower;
    bool is_inconclusive;
  };
  const Row rows[] = {
      {1.1, {0.99, 1, 1.01}, true, false},
      {1.1, {0.96, 1, 1.04}, false, true},
      {1.01, {0.96, 1, 1.04}, false, false},
      {1.1, {0.96, 1, 1.04, 0.98, 1.02, 0.97, 1.03, 1.01, 0.99, 0.985}, true, false},
  };
  for (const Row& row : rows) {
    const analysis::BaselineComparison comparison = compare(row.factor, 0.02, row.sessions);
    EXPECT_EQ(analysis::is_regression(comparison), row.is_slower) << row.factor << ", " << row.sessions.size();
    EXPECT_EQ(analysis::is_inconclusive(comparison), row.is_inconclusive) << row.factor << ", " << row.sessions.size();
    const analysis::ModeAgainstBaseline& pool = comparison.modes.at(1);
    EXPECT_EQ(pool.method, analysis::ComparisonMethod::sessions);
    EXPECT_EQ(pool.baseline_rounds, std::vector<std::size_t>(row.sessions.size(), 6));
    EXPECT_NEAR(pool.wall_ratio.estimate, row.factor, 0.005) << row.sessions.size();
    EXPECT_NEAR(pool.cpu_ratio.value(), 1, 1e-9) << "they are a second in every run";
  }
}

TEST(CompareWithBaseline, LeavesOutAModeWhoseImagesFailedDifferently) {
  analysis::Facts then = six_rounds(1);
  for (model::RunResult& run : then.measurements.series[1].runs) run.outcomes[0] = test::failed_outcome(0, 1ms);
  const analysis::Facts now = six_rounds(1);
  const analysis::Baseline baseline = baseline_of(then);
  const auto comparison = analysis::compare_with_baseline(
      {baseline}, {.setting = baseline.setting, .series = now.measurements.series, .fail_if_slower = 0.05});
  ASSERT_EQ(comparison.modes.size(), 1U);
  EXPECT_EQ(comparison.modes[0].mode, 0U);
}

/// Something else than the program's code that has changed since the baseline.
struct OtherSetting {
  void (*change)(analysis::Facts& now);
  const char* difference;
  bool of_machine;
  /// Whether --fail-if-slower cannot be answered any more.
  bool spoils_gate;
};

const OtherSetting other_settings[] = {
    {[](analysis::Facts& now) { now.program_version = "1.3.0"; }, "version: 1.2.3 then, 1.3.0 now", false, false},
    {[](analysis::Facts& now) { now.context.build.compiler = "GCC 13.3.0"; },
     "compiler: GCC 12.2.0 then, GCC 13.3.0 now", false, false},
    {[](analysis::Facts& now) { now.context.build.type = "Debug"; }, "build_type: Release then, Debug now", false,
     true},
    {[](analysis::Facts& now) { now.context.build.optimized = false; }, "optimized: true then, false now", false, true},
    {[](analysis::Facts& now) { now.context.build.sanitizers = "address"; }, "sanitizers: null then, address now",
     false, true},
    {[](analysis::Facts& now) { now.context.build.libraries[0].version = "4.0"; }, "zimg: 3.0.4 then, 4.0 now", false,
     false},
    {[](analysis::Facts& now) {
       now.context.build.libraries.push_back({"libjxl", "0.7"});
     },
     "libjxl: unknown then, 0.7 now", false, false},
    {[](analysis::Facts& now) { now.context.machine.cpu_model = "Other CPU"; },
     "cpu_model: Example CPU then, Other CPU now", true, true},
    {[](analysis::Facts& now) { now.cpus.quota_cores = 1; }, "allowed_cores: 2 then, 1 now", true, true},
    {[](analysis::Facts& now) { now.context.machine.governor = "powersave"; },
     "governor: schedutil then, powersave now", true, false},
    {[](analysis::Facts& now) { now.context.machine.kernel.reset(); }, "kernel: Linux 6.1.0 then, null now", true,
     false},
    {[](analysis::Facts& now) { now.context.input_file_system = "nfs"; }, "input_file_system: ext4 then, nfs now", true,
     false},
};

TEST(CompareWithBaseline, TellsAnotherSetting) {
  const analysis::Facts then = six_rounds(1);
  const analysis::Baseline baseline = baseline_of(then);
  const auto session_against = [&baseline](const analysis::Setting& setting) {
    return analysis::compare_with_baseline({baseline}, {.setting = setting, .series = {}}).sessions.at(0);
  };
  const analysis::BaselineSession same = session_against(baseline.setting);
  EXPECT_THAT(same.program_differences, IsEmpty());
  EXPECT_THAT(same.machine_differences, IsEmpty());
  for (const OtherSetting& row : other_settings) {
    analysis::Facts now = then;
    row.change(now);
    const analysis::Setting setting = setting_of(now.program_version, now.context, now.cpus);
    const analysis::BaselineSession session = session_against(setting);
    EXPECT_THAT(row.of_machine ? session.machine_differences : session.program_differences,
                testing::Contains(row.difference));
    EXPECT_THAT(row.of_machine ? session.program_differences : session.machine_differences, IsEmpty())
        << row.difference;
  }
}

TEST(RequireComparable, BlamesTheProgramForNoOtherSetting) {
  const analysis::Facts then = six_rounds(1);
  for (const OtherSetting& row : other_settings) {
    analysis::Facts now = then;
    now.options.run.runs = 6U;
    row.change(now);
    EXPECT_EQ(refusal_of(baseline_of(then), now, both_modes(2)), "") << row.difference;
    now.options.run.fail_if_slower = 0.05;
    EXPECT_EQ(refusal_of(baseline_of(then), now, both_modes(2)),
              row.spoils_gate ? "the slowdown limit requires the same setup (" + std::string(row.difference) + ")" : "")
        << row.difference;
  }
}

analysis::Facts compared_facts(double factor) {
  analysis::Facts facts = six_rounds(factor);
  facts.setting = setting_of(facts.program_version, facts.context, facts.cpus);
  facts.baselines = {baseline_of(six_rounds(1))};
  facts.baselines[0].setting.program["version"] = "1.2.0";
  facts.options.run.baselines = {"old.json"};
  facts.options.run.fail_if_slower = 0.05;
  return facts;
}

/// The lines of every format; a terminal breaks them.
std::string words_of(const analysis::ReportModel& report, bool unicode = false) {
  std::string text;
  for (const std::string& line : baseline_lines(report, Symbols{unicode})) text += line + '\n';
  return text;
}

TEST(BaselineReport, SaysInWordsWhatHasChanged) {
  analysis::Facts slower = compared_facts(1.15);
  slower.baselines[0].setting.machine["kernel"] = "Linux 5.10.0";
  slower.baselines[0].setting.program["zimg"] = "3.0.3";
  slower.baselines[0].modes.erase(slower.baselines[0].modes.begin());
  const std::string text = words_of(analysis::make_report(slower), true);
  EXPECT_THAT(text, HasSubstr("parallel ×2: wall time 1.15×, CPU seconds 1.00× the baseline's, 95.9 % interval 1.14 to "
                              "1.16: slower by more than 5.0 %\n"));
  EXPECT_THAT(text, HasSubstr("sequential: nothing to compare with\n"));
  EXPECT_THAT(text, HasSubstr("baseline: resizer 1.2.0; ratio of Hodges and Lehmann"));
  EXPECT_THAT(text, HasSubstr("one earlier session: the interval does not cover that sessions differ"));
  EXPECT_THAT(text, HasSubstr("another machine? kernel: Linux 5.10.0 then, Linux 6.1.0 now\n"));
  EXPECT_THAT(text, HasSubstr("another program: version: 1.2.0 then, 1.2.3 now\n"));
  EXPECT_THAT(text, HasSubstr("another program: zimg: 3.0.3 then, 3.0.4 now\n"));
  EXPECT_THAT(regression_lines(analysis::make_report(slower)),
              ElementsAre("parallel x2: wall time 1.15x, CPU seconds 1.00x the baseline's, 95.9 % interval 1.14 to "
                          "1.16: slower by more than 5.0 %"));
  slower.options.run.fail_if_slower.reset();
  EXPECT_THAT(words_of(analysis::make_report(slower)), HasSubstr("1.14 to 1.16: slower\n"));

  EXPECT_THAT(words_of(analysis::make_report(compared_facts(1))), HasSubstr(": not slower by more than 5.0 %\n"));
  EXPECT_THAT(regression_lines(analysis::make_report(compared_facts(1))), IsEmpty());

  analysis::Facts few = compared_facts(1);
  for (analysis::BaselineMode& mode : few.baselines[0].modes) mode.wall_s.resize(1);
  EXPECT_THAT(words_of(analysis::make_report(few)), HasSubstr("(rounds: 1 then, 6 now: too few for an interval)"));
}

TEST(BaselineReport, SaysWhyItCannotTell) {
  struct Row {
    void (*change)(analysis::Facts& facts);
    const char* text;
    const char* json;
  };
  const Row rows[] = {
      {[](analysis::Facts& facts) {
         facts.measurements.series[1].conditions = {
             {.cached_inputs = {}, .cpu_use = machine::CpuUse{1s, 410ms, 0ms, 20ms}}};
       },
       "inconclusive, the machine was busy", "inconclusive_busy"},
      {[](analysis::Facts& facts) {
         for (std::size_t i = 0; i < 3; ++i) facts.measurements.series[1].runs[i].wall *= 2;
       },
       "inconclusive, the wall times of a session spread too far", "inconclusive_unstable"},
      {[](analysis::Facts& facts) {
         for (model::RunResult& run : facts.measurements.series[1].runs) run.wall = run.wall * 107 / 100;
       },
       "inconclusive, sessions may differ that much", "inconclusive_one_session"},
      {[](analysis::Facts& facts) {
         for (model::RunResult& run : facts.measurements.series[1].runs) run.wall = run.wall * 1055 / 1000;
       },
       "inconclusive, the interval reaches below 5.0 %", "inconclusive_too_wide"},
  };
  for (const Row& row : rows) {
    analysis::Facts facts = compared_facts(1);
    row.change(facts);
    const analysis::ReportModel report = analysis::make_report(facts);
    EXPECT_THAT(words_of(report), HasSubstr(row.text)) << row.json;
    EXPECT_THAT(to_json(report), HasSubstr(row.json));
    EXPECT_EQ(test::schema_errors(to_json(report)), "") << row.json;
    EXPECT_TRUE(analysis::is_inconclusive(*report.baseline)) << row.json;
    EXPECT_FALSE(regression_lines(report).empty()) << row.json;
  }
}

TEST(BaselineReport, NamesItsSessions) {
  analysis::Facts facts = compared_facts(1.1);
  facts.baselines.push_back(baseline_of(six_rounds(1.01)));
  facts.baselines.push_back(baseline_of(six_rounds(0.99)));
  facts.options.run.baselines = {"one.json", "two.json", "three.json"};
  const analysis::ReportModel report = analysis::make_report(facts);
  const std::string text = words_of(report);
  EXPECT_THAT(text, HasSubstr("baseline: 3 sessions of resizer 1.2.0, 1.2.3; ratio to the geometric mean"));
  EXPECT_THAT(text, HasSubstr("the baseline's, 95.0 % interval 1.05 to 1.16"));
  EXPECT_THAT(text, testing::Not(HasSubstr("one earlier session")));
  EXPECT_EQ(test::schema_errors(to_json(report)), "");
}

TEST(BaselineReport, FollowsTheSchema) {
  EXPECT_EQ(test::schema_errors(to_json(analysis::make_report(compared_facts(1.1)))), "");
}

}  // namespace
}  // namespace resizer::report
