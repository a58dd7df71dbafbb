#include "report/html/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"
#include "support/golden.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Html, ShowsTheWholeReport) {
  analysis::Facts facts = test::compare_facts();
  facts.previews = {{.job = 0, .before = {"image/webp", "before"}, .after = {"image/webp", "after"}}};
  test::expect_golden(to_html(analysis::make_report(facts)), "report/golden/compare.html");
}

TEST(Html, ShowsTheSpeedupWithItsInterval) {
  EXPECT_THAT(to_html(analysis::make_report(test::ten_rounds_facts())),
              AllOf(HasSubstr("<h1>1.95× "), HasSubstr("95.1 % interval 1.92 to 2.33"), HasSubstr("class=\"interval\""),
                    HasSubstr("the first round was slow")));
}

TEST(Html, MutesAHeadlineThatSaysNothing) {
  const std::vector<std::chrono::milliseconds> noisy{100ms, 102ms, 98ms, 101ms, 99ms, 100ms};
  const std::string page = to_html(analysis::make_report(test::rounds_facts(noisy, std::vector(6, 100ms))));
  EXPECT_THAT(page, HasSubstr("<h1 class=\"muted\">1.00× <small>as fast with 2 workers as in sequence: no difference "
                              "can be told</small></h1>"));
}

TEST(Html, HeadlinesTheRecommendedPoolOfASweep) {
  EXPECT_THAT(to_html(analysis::make_report(test::sweep_facts())),
              AllOf(HasSubstr("<h1>3.34× <small>as fast with 8 workers as in sequence</small></h1>"),
                    HasSubstr("compare the modes round by round")));
}

/// Everything between two texts, as often as they occur.
std::vector<std::string> parts_between(const std::string& page, const std::string& begin, const std::string& end) {
  std::vector<std::string> parts;
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    parts.push_back(page.substr(at, page.find(end, at) - at));
  }
  return parts;
}

TEST(Html, ShowsTheTimelineAndTheLostTimeOfEveryPool) {
  const std::string page = to_html(analysis::make_report(test::sweep_facts()));
  EXPECT_THAT(parts_between(page, "<input type=\"radio\" name=\"pool\" id=\"", ">"),
              ElementsAre("pool-1\"", "pool-2\"", "pool-4\"", "pool-8\" checked", "pool-9\""));
  EXPECT_THAT(parts_between(page, "<h2>What each worker did: parallel ×", "</h2>"),
              ElementsAre("1", "2", "4", "8", "9"));
  EXPECT_THAT(parts_between(page, "<h2>Why not more: parallel ×", "</h2>"), ElementsAre("1", "2", "4", "8", "9"));
  EXPECT_THAT(to_html(analysis::make_report(test::compare_facts())), Not(HasSubstr("<input")));
}

TEST(Html, ShowsOneModeAlone) {
  const std::string page = to_html(analysis::make_report(test::interrupted_facts()));
  EXPECT_THAT(page, AllOf(HasSubstr("<h1>Ended early "), HasSubstr("interrupted by SIGINT: 1 of 2 images were left")));
  EXPECT_THAT(page, Not(HasSubstr("Speedup")));
}

TEST(Html, OfNothingIsStillAPage) {
  EXPECT_THAT(to_html(analysis::make_report({})), AllOf(HasSubstr("<h1>Nothing "), HasSubstr("</html>")));
}

TEST(Html, EscapesWhateverComesFromOutside) {
  analysis::Facts facts = test::awkward_facts();
  facts.jobs[1].input = "in/\"'><script>alert(1)&amp;.jpg";
  facts.jobs[2].input = "in/<img src=x onerror=alert(1)>caf\xE9.jpg";
  facts.unusable = {{"in/<b>.jpg", "a <reason>"}};
  facts.context.machine.cpu_model = "<CPU>";
  facts.previews = {{.job = 1, .before = {"image/webp", "b"}, .after = {"image/webp", "a"}}};
  const std::string page = to_html(analysis::make_report(facts));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<img src=x")), Not(HasSubstr("<b>.jpg")),
                          Not(HasSubstr("<reason>")), Not(HasSubstr("<CPU>"))));
  EXPECT_THAT(page, HasSubstr("alt=\"before: &quot;&#39;&gt;&lt;script&gt;alert(1)&amp;amp;.jpg\""));
  EXPECT_THAT(page, HasSubstr("caf\\xE9.jpg"));
}

TEST(Html, AsksNobodyForAnything) {
  const std::string page = to_html(analysis::make_report(test::compare_facts()));
  for (const char* request : {"http:", "https:", "url(", "@import", "<link", "<script", "src=\"//"}) {
    EXPECT_THAT(page, Not(HasSubstr(request)));
  }
  EXPECT_THAT(page, HasSubstr("default-src &#39;none&#39;"));
}

TEST(Html, StaysSmallForManyImages) {
  analysis::Facts facts = test::sample_facts(10'000);
  model::RunResult run = test::run_of(model::Execution::parallel, 8, 100s, {});
  for (std::size_t job = 0; job < 10'000; ++job) {
    const auto start = std::chrono::milliseconds(job / 8 * 80);
    const auto worker = static_cast<unsigned>(job % 8);
    run.outcomes.push_back(job % 10 == 0 ? test::failed_outcome(worker, start)
                                         : test::done_outcome(worker, start, 7ms, job));
  }
  facts.measurements.series = {{.execution = model::Execution::parallel, .workers = 8, .runs = {run}}};
  const std::string page = to_html(analysis::make_report(facts));
  EXPECT_LT(page.size(), 1'500'000U);
  EXPECT_THAT(page, HasSubstr("failed (1000)"));
  EXPECT_THAT(page, HasSubstr("and 800 more"));
}

TEST(Html, DrawsTheScalingOfSeveralPools) {
  analysis::Facts facts = test::compare_facts();
  EXPECT_THAT(to_html(analysis::make_report(facts)), Not(HasSubstr("Speedup by number of workers")));
  bench::Series four = facts.measurements.series[1];
  four.workers = 4;
  four.runs[0].workers = 4;
  four.runs[0].wall = 110ms;
  facts.measurements.series.push_back(four);
  EXPECT_THAT(to_html(analysis::make_report(facts)),
              AllOf(HasSubstr("Speedup by number of workers"), HasSubstr("class=\"curve ideal\"")));
}

}  // namespace
}  // namespace resizer::report
