#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "analysis/histogram.hpp"
#include "analysis/timeline.hpp"
#include "report/charts/charts.hpp"
#include "report/charts/svg.hpp"
#include "report/measured_cores.hpp"
#include "report/sample_facts.hpp"
#include "report/text/markup.hpp"
#include "report/text/shown_modes.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Timeline, ShowsImagesApartWhereTheyAreLongEnough) {
  const model::RunResult run = test::run_of(model::Execution::parallel, 2, 400ms,
                                            {test::done_outcome(0, 200ms, 10ms, 1), test::done_outcome(1, 0ms, 10ms, 2),
                                             test::failed_outcome(0, 301ms), test::done_outcome(0, 0ms, 20ms, 3)});
  const std::vector<analysis::TimelineBlock> blocks = analysis::timeline_blocks(run, 0, 0.001);
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0].job, 3U) << "in the order of time";
  EXPECT_DOUBLE_EQ(blocks[1].begin_s, 0.2);
  EXPECT_DOUBLE_EQ(blocks[1].end_s, 0.3);
  EXPECT_EQ(blocks[2].failed, 1U);
  EXPECT_THAT(analysis::timeline_blocks(run, 7, 0.001), IsEmpty());
  EXPECT_DOUBLE_EQ(analysis::busy_share(run, 0), 0.302 / 0.4);
}

TEST(Timeline, DrawsShortImagesTogether) {
  constexpr int kCount = 1000;
  std::vector<model::JobOutcome> outcomes;
  outcomes.reserve(kCount);
  for (int i = 0; i < kCount; ++i) outcomes.push_back(test::failed_outcome(0, std::chrono::milliseconds(2 * i)));
  const model::RunResult run = test::run_of(model::Execution::sequential, 1, 2000ms, outcomes);
  const std::vector<analysis::TimelineBlock> blocks = analysis::timeline_blocks(run, 0, 0.019);
  EXPECT_EQ(blocks.size(), 100U);
  std::size_t images = 0;
  for (const analysis::TimelineBlock& block : blocks) images += block.images;
  EXPECT_EQ(images, 1000U) << "none is lost";
}

TEST(Timeline, ShowsTheClockBelowTheLanesIfItWasRead) {
  const auto chart_of = [](const analysis::Facts& facts) {
    const analysis::ReportModel report = analysis::make_report(facts);
    return timeline_chart(report, shown_modes(report), 100).value();
  };
  const Chart with = chart_of(test::sweep_facts_with_clocks());
  const Chart without = chart_of(test::sweep_facts());
  EXPECT_THAT(with.shapes, HasSubstr("class=\"curve clock\""));
  EXPECT_THAT(with.words, HasSubstr("% of the time, clock 2.99 to 3.01 GHz. parallel ×8"));
  EXPECT_THAT(with.words, testing::EndsWith("% of the time. ")) << "its images end together: a point is no curve";
  EXPECT_THAT(without.shapes, Not(HasSubstr("clock")));
  EXPECT_THAT(without.words, Not(HasSubstr("clock")));
  EXPECT_GT(with.height_px, without.height_px);
}

TEST(Timeline, DrawsTheClocksOfAllModesOnOneScale) {
  const analysis::ReportModel report = analysis::make_report(test::sweep_facts_with_clocks());
  const Chart chart = timeline_chart(report, {shown_sequential(report).front(), shown_pools(report)[1]}, 100).value();
  EXPECT_THAT(chart.words, HasSubstr("clock 2.97 to 2.97 GHz"));
  const auto from_top = [](double mhz) { return ',' + short_number(1000 * (1 - mhz / 3010)) + ' '; };
  EXPECT_THAT(chart.shapes, HasSubstr(from_top(3010)));
  EXPECT_THAT(chart.shapes, HasSubstr(from_top(2970)));
}

TEST(Timeline, DrawsTheBusyCoresAndMarksEvents) {
  analysis::Facts facts = test::compare_facts();
  bench::RunConditions& conditions = facts.measurements.series[1].conditions[0];
  conditions.loads = {{100ms, {1.5, 0}}, {205ms, {2, 0}}};
  conditions.events = {{0ms, machine::PowerSourceChanged{machine::PowerSource::battery}},
                       {150ms, machine::Throttled{3}}};
  const auto chart_of = [](const analysis::Facts& of) {
    const analysis::ReportModel report = analysis::make_report(of);
    return timeline_chart(report, shown_modes(report), 100).value();
  };
  const Chart chart = chart_of(facts);
  EXPECT_THAT(chart.words, HasSubstr("1.50 to 2.00 of 2 cores busy, with all programs"));
  EXPECT_THAT(chart.words, HasSubstr("the power source changed to battery at 0.00 ms"));
  EXPECT_THAT(chart.words, HasSubstr("heat lowered the clock at 150 ms"));
  // Of 400 ms, the longest run: a step at 100 ms.
  EXPECT_THAT(chart.shapes, HasSubstr("points=\"0,250 250,250 250,0 512.5,0\""));
  EXPECT_THAT(chart.shapes, HasSubstr("class=\"event\""));
  EXPECT_THAT(chart_of(test::compare_facts()).shapes, Not(HasSubstr("event")));
}

TEST(ShownModes, AreTheSequentialOneAndTheHeadlinesInATypicalRound) {
  analysis::Facts facts = test::rounds_facts({100ms, 300ms, 200ms}, {50ms, 60ms, 70ms});
  bench::Series faster = facts.measurements.series[1];
  faster.workers = 4;
  for (model::RunResult& run : faster.runs) run.wall -= 10ms;
  facts.measurements.series.push_back(faster);
  const analysis::ReportModel report = analysis::make_report(facts);
  const std::vector<ShownMode> modes = shown_modes(report);
  ASSERT_EQ(modes.size(), 2U);
  EXPECT_EQ(modes[0].label, "sequential");
  EXPECT_EQ(modes[0].typical_round(), 2U);
  EXPECT_EQ(modes[1].label, "parallel ×2");
  EXPECT_EQ(modes[1].typical_round(), 1U);
  EXPECT_EQ(shown_pools(report).size(), 2U);
  EXPECT_EQ(shown_sequential(report).size(), 1U);
}

TEST(Histogram, CountsOnALogarithmicAxis) {
  const std::array values{1.0, 9.0, 11.0, 99.0, 100.0};
  const analysis::LogAxis axis{1, 100};
  EXPECT_DOUBLE_EQ(axis.position(10), 0.5);
  EXPECT_THAT(analysis::count_in_bins(values, axis, 2), ElementsAre(2, 3));
  EXPECT_THAT(axis.ticks(7), ElementsAre(1, 2, 5, 10, 20, 50, 100));
  EXPECT_THAT(axis.ticks(6), ElementsAre(1, 3, 10, 30, 100));
  EXPECT_THAT(axis.ticks(3), ElementsAre(1, 10, 100));
  EXPECT_LT(analysis::axis_for(values).least, 1);
  EXPECT_GT(analysis::axis_for(values).most, 100);
}

TEST(Svg, ChoosesRoundTicks) {
  EXPECT_THAT(round_ticks(0.9, 4), ElementsAre(0, DoubleEq(0.25), DoubleEq(0.5), DoubleEq(0.75)));
  EXPECT_THAT(round_ticks(8, 4), ElementsAre(0, 2, 4, 6, 8));
  EXPECT_THAT(round_ticks(0, 4), IsEmpty());
}

TEST(Markup, EncodesInBase64) {
  // The test vectors of RFC 4648, section 10.
  const std::array<std::pair<const char*, const char*>, 7> vectors{{{"", ""},
                                                                    {"f", "Zg=="},
                                                                    {"fo", "Zm8="},
                                                                    {"foo", "Zm9v"},
                                                                    {"foob", "Zm9vYg=="},
                                                                    {"fooba", "Zm9vYmE="},
                                                                    {"foobar", "Zm9vYmFy"}}};
  for (const auto& [bytes, text] : vectors) EXPECT_EQ(base64(bytes), text);
  EXPECT_EQ(base64("\xFF\xFE\xFD"), "//79");
}

TEST(Markup, WritesShortNumbers) {
  EXPECT_EQ(short_number(0.12345), "0.123");
  EXPECT_EQ(short_number(20), "20");
  EXPECT_EQ(short_number(-0.0001), "0");
  EXPECT_EQ(percent_length(1.0 / 3), "33.333%");
}

TEST(Markup, EscapesTextsAndAttributes) {
  EXPECT_EQ(text_element("p", {{"title", "\"&'"}}, "<a>"), "<p title=\"&quot;&amp;&#39;\">&lt;a&gt;</p>");
}

}  // namespace
}  // namespace resizer::report
