#include "report/html/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/html/sorting.hpp"
#include "report/sample_facts.hpp"
#include "report/text/markup.hpp"
#include "support/golden.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

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

TEST(Html, TellsTheImagesOneByOne) {
  analysis::Facts facts = test::compare_facts();
  facts.jobs[1].input = "in/javascript:alert(1) \"'<b>.jpg";
  const std::vector<std::string> rows =
      parts_between(to_html(analysis::make_report(facts)), "<tr><th scope=\"row\" class=\"left name\">", "</tr>");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0],
            "<a href=\"../in/image0.jpg\">image0.jpg</a></th><td class=\"left\">done</td>"
            "<td data-sort=\"12000000\">3000 × 4000 jpeg</td><td data-sort=\"4000000\">4.00 MB</td>"
            "<td data-sort=\"480000\"><a href=\"../out/image0.jpg\">600 × 800 jpeg</a></td>"
            "<td data-sort=\"120000\">120 kB</td><td data-sort=\"100\">100 ms</td><td data-sort=\"100\">100 ms</td>");
  EXPECT_THAT(rows[1], StartsWith("<a href=\"../in/javascript%3Aalert%281%29%20%22%27%3Cb%3E.jpg\">"
                                  "javascript:alert(1) &quot;&#39;&lt;b&gt;.jpg</a>"));
  EXPECT_THAT(rows[2], AllOf(HasSubstr("<td class=\"left\">failed</td>"), EndsWith("<td data-sort=\"\">-</td>")));
  EXPECT_THAT(rows[3], HasSubstr("<td class=\"left\">done with warnings</td>"));
}

TEST(Html, NamesImagesFromTheFolderThatAllLieIn) {
  struct Row {
    std::vector<std::string> inputs;
    std::string folder;
    std::vector<std::string> names;
  };
  const Row rows[] = {
      {{"/a/b/x.jpg", "/a/b/y.jpg"}, "Folder: /a/b. ", {"x.jpg", "y.jpg"}},
      {{"/a/b/x.jpg", "/a/bc/y.jpg"}, "Folder: /a. ", {"b/x.jpg", "bc/y.jpg"}},
      {{"a/x.jpg", "a/b/y.jpg"}, "Folder: a. ", {"x.jpg", "b/y.jpg"}},
      {{"x.jpg", "a/y.jpg"}, "", {"x.jpg", "a/y.jpg"}},
      {{"a/x.jpg", "/a/y.jpg"}, "", {"a/x.jpg", "/a/y.jpg"}},
  };
  for (const Row& row : rows) {
    analysis::Facts facts = test::compare_facts();
    for (std::size_t i = 0; i < facts.jobs.size(); ++i) facts.jobs[i].input = row.inputs[i % 2];
    const std::string page = to_html(analysis::make_report(facts));
    EXPECT_THAT(page, HasSubstr("<p class=\"note\">" + row.folder + "Times are medians of the rounds.</p>"));
    for (const std::string& name : row.names) EXPECT_THAT(page, HasSubstr(name + "</"));
  }
}

TEST(Html, LinksEveryOutputOfAnImage) {
  analysis::Facts facts = test::compare_facts();
  facts.jobs[0].outputs = {"out/a.jpg", "out/b.jpg"};
  for (bench::Series& series : facts.measurements.series) {
    model::JobReport& done = std::get<model::Done>(series.runs[0].outcomes[0].kind).report;
    done.outputs.resize(2);
    done.outputs[1].image = {.width_px = 300, .height_px = 400, .bytes = 30'000};
  }
  EXPECT_THAT(to_html(analysis::make_report(facts)),
              HasSubstr("<a href=\"../out/a.jpg\">600 × 800 jpeg</a><br><a href=\"../out/b.jpg\">300 × 400 "
                        "jpeg</a></td><td data-sort=\"150000\">150 kB</td>"));
}

TEST(Html, AllowsItsOwnScriptOnly) {
  const std::string page = to_html(analysis::make_report(test::compare_facts()));
  EXPECT_THAT(parts_between(page, "<script", "</script>"), ElementsAre('>' + std::string(sorting_script())));
  const test::TempFolder folder;
  const std::string file = folder.write("script.js", std::string(sorting_script()));
  const std::string digits = test::run({.arguments = {"/usr/bin/sha256sum", file}}).out.substr(0, 64);
  std::string hash;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    hash += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  EXPECT_EQ(sorting_script_hash(), base64(hash)) << "of the script as it is now";
  EXPECT_THAT(page, HasSubstr("script-src &#39;sha256-" + base64(hash) + "&#39;;"));
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
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script>alert")), Not(HasSubstr("<img src=x")), Not(HasSubstr("<b>.jpg")),
                          Not(HasSubstr("<reason>")), Not(HasSubstr("<CPU>"))));
  EXPECT_THAT(page, HasSubstr("alt=\"before: &quot;&#39;&gt;&lt;script&gt;alert(1)&amp;amp;.jpg\""));
  EXPECT_THAT(page, HasSubstr("caf\\xE9.jpg"));
}

TEST(Html, AsksNobodyForAnything) {
  const std::string page = to_html(analysis::make_report(test::compare_facts()));
  for (const char* request : {"http:", "https:", "url(", "@import", "<link", "<script src", "src=\"//"}) {
    EXPECT_THAT(page, Not(HasSubstr(request)));
  }
  EXPECT_THAT(page, HasSubstr("default-src &#39;none&#39;"));
}

TEST(Html, StaysSmallForManyImages) {
  constexpr std::size_t kImages = 20'000;
  analysis::Facts facts = test::sample_facts(kImages);
  for (const unsigned workers : {1U, 2U, 4U, 8U}) {
    model::RunResult run = test::run_of(model::Execution::parallel, workers, 1600s / workers, {});
    for (std::size_t job = 0; job < kImages; ++job) {
      const auto start = std::chrono::milliseconds(job / workers * 80);
      const auto worker = static_cast<unsigned>(job % workers);
      run.outcomes.push_back(job % 20 == 0 ? test::failed_outcome(worker, start)
                                           : test::done_outcome(worker, start, 7ms, job));
    }
    facts.measurements.series.push_back({.execution = model::Execution::parallel, .workers = workers, .runs = {}});
    facts.measurements.series.back().runs.push_back(std::move(run));
  }
  const std::string page = to_html(analysis::make_report(std::move(facts)));
  EXPECT_LT(page.size(), 2'500'000U);
  EXPECT_THAT(page, HasSubstr("failed (1000)"));
  EXPECT_THAT(page, HasSubstr("and 800 more"));
  EXPECT_THAT(page, HasSubstr("Of 20000 images, these 1000 failed or took longest; --export-csv lists all."));
  EXPECT_EQ(parts_between(page, "<tr><th scope=\"row\" class=\"left name\">", "</tr>").size(), 1000U);
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
