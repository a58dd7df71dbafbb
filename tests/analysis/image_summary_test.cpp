#include "analysis/image_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"

namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;
using model::Execution;
using test::done_outcome;
using test::failed_outcome;
using test::run_of;
using testing::ElementsAre;
using Result = ImageSummary::Result;

TEST(ImageSummary, HasTheMedianTimeInEachMode) {
  Facts facts = test::sample_facts(1);
  facts.measurements.series = {{.execution = Execution::sequential,
                                .workers = 1,
                                .runs = {run_of(Execution::sequential, 1, 1s, {done_outcome(0, 0ms, 10ms, 1)}),
                                         run_of(Execution::sequential, 1, 1s, {failed_outcome(0, 0ms)}),
                                         run_of(Execution::sequential, 1, 1s, {done_outcome(0, 0ms, 30ms, 1)})}},
                               {.execution = Execution::parallel,
                                .workers = 2,
                                .runs = {run_of(Execution::parallel, 2, 1s, {failed_outcome(0, 0ms)})}}};
  const ReportModel report = make_report(facts);
  const ImageSummary image = summarize_image(report, 0);
  ASSERT_EQ(image.time_s.size(), 2U);
  EXPECT_DOUBLE_EQ(image.time_s[0].value(), 0.2);
  EXPECT_EQ(image.time_s[1], std::nullopt);
  EXPECT_EQ(image.result, Result::failed);
  EXPECT_EQ(image.report, &report.facts.measurements.series[0].runs[2].outcomes[0].done()->report);
}

TEST(ImageSummary, SaysHowTheImageEnded) {
  const ReportModel report = make_report(test::interrupted_facts());
  EXPECT_EQ(summarize_image(report, 0).result, Result::done);
  EXPECT_EQ(summarize_image(report, 1).result, Result::interrupted);
  EXPECT_EQ(summarize_image(report, 1).report, nullptr);
  EXPECT_EQ(summarize_image(make_report(test::compare_facts()), 2).result, Result::failed);
}

TEST(ImagesToList, AreThoseThatFailedThenTheSlowest) {
  Facts facts = test::sample_facts(6);
  facts.measurements.series = {
      {.execution = Execution::sequential,
       .workers = 1,
       .runs = {run_of(Execution::sequential, 1, 1s,
                       {done_outcome(0, 0ms, 1ms, 1), done_outcome(0, 0ms, 9ms, 1), done_outcome(0, 0ms, 3ms, 1),
                        failed_outcome(0, 0ms), done_outcome(0, 0ms, 2ms, 1), done_outcome(0, 0ms, 8ms, 1)})}}};
  const ReportModel report = make_report(facts);
  EXPECT_THAT(images_to_list(report, 6), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(images_to_list(report, 3), ElementsAre(1, 3, 5));
  EXPECT_THAT(images_to_list(report, 1), ElementsAre(3));
}

}  // namespace
}  // namespace resizer::analysis
