#include "report/charts/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <set>

#include "report/charts/charts.hpp"
#include "report/charts/style.hpp"
#include "report/measured_cores.hpp"
#include "report/sample_facts.hpp"
#include "report/text/markup.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

namespace resizer::report {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Every chart of a report on a sweep with a failure, whose workers read their clocks.
std::vector<Chart> all_charts() {
  analysis::Facts facts = test::sweep_facts_with_clocks();
  facts.jobs[3].input = "in/<a> & \"b\" \xEF\xBF\xBE.jpg";
  facts.measurements.series[1].runs[0].outcomes[3] = test::failed_outcome(0, std::chrono::milliseconds(1));
  const analysis::ReportModel report = analysis::make_report(std::move(facts));
  std::vector<Chart> charts;
  for (auto& chart : {speedup_chart(report), wall_chart(report), scaling_chart(report), stages_chart(report),
                      histogram_chart(report)}) {
    charts.push_back(chart.value());
  }
  for (const ShownMode& pool : shown_pools(report)) {
    charts.push_back(timeline_chart(report, {shown_sequential(report).front(), pool}, 100).value());
    if (const auto lost = lost_time_chart(pool)) charts.push_back(*lost);
  }
  return charts;
}

TEST(ChartFile, StandsAlone) {
  for (const Chart& chart : all_charts()) {
    const std::string file = standalone_svg(chart);
    EXPECT_THAT(file, AllOf(HasSubstr("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\""),
                            HasSubstr(">" + escaped_html(chart.title) + "</text>"), HasSubstr("fill: #1b1c1f"),
                            Not(HasSubstr("var(")), Not(HasSubstr("href")), Not(HasSubstr("url("))))
        << chart.name;
    for (const LegendItem& item : chart.legend) EXPECT_THAT(file, HasSubstr('>' + escaped_html(item.text) + "</text>"));
  }
}

TEST(ChartFile, IsValidXml) {
  if (access("/usr/bin/xmllint", X_OK) != 0) GTEST_SKIP() << "xmllint is not installed; on Debian, in libxml2-utils";
  const test::TempFolder folder;
  for (const Chart& chart : all_charts()) {
    const std::string file = folder.write(chart.name + ".svg", standalone_svg(chart));
    const test::Finished checked = test::run({.arguments = {"/usr/bin/xmllint", "--noout", "--nonet", file}});
    EXPECT_EQ(checked.exit_code, 0) << chart.name << ": " << checked.err;
  }
}

TEST(ChartFile, HasANameOfItsOwn) {
  std::set<std::string> names;
  for (const Chart& chart : all_charts()) EXPECT_TRUE(names.insert(chart.name).second) << chart.name;
}

TEST(ChartFile, LeavesTipsOutButNotTheTitle) {
  const Chart chart{.name = "c",
                    .title = "A & B",
                    .words = "words",
                    .height_px = 20,
                    .shapes = "<rect><title>tip 1</title></rect><text>kept</text><rect><title>tip 2</title></rect>"};
  EXPECT_THAT(standalone_svg(chart),
              AllOf(HasSubstr("<title>A &amp; B</title><desc>words</desc>"), HasSubstr("kept"), Not(HasSubstr("tip"))));
}

TEST(ChartFile, BreaksALongLegend) {
  Chart chart{.name = "c", .title = "t", .words = "w", .height_px = 20, .shapes = ""};
  const auto height = [&chart] {
    const std::string file = standalone_svg(chart);
    return std::stoi(file.substr(file.find("height=\"") + 8));
  };
  const int without = height();
  chart.legend = {{LegendItem::Shape::box, "part0", "short"}, {LegendItem::Shape::line, "curve usl", "short"}};
  EXPECT_EQ(height(), without + 22);
  chart.legend.push_back({LegendItem::Shape::dot, "parallel", std::string(100, 'x')});
  EXPECT_EQ(height(), without + 44);
}

TEST(ChartStyle, HasOnlyTheRulesThatAreNeeded) {
  const std::string style = standalone_style("<g class=\"lost\"><rect class=\"part1\"/></g>");
  EXPECT_THAT(style, AllOf(HasSubstr(".part1 { fill: #0067b1; }"), HasSubstr(".lost .part1 { fill: #c65a11; }"),
                           HasSubstr("svg text { fill: #1b1c1f; }"), Not(HasSubstr(".part2")), Not(HasSubstr(".usl"))));
}

TEST(Figure, IsADrawingWithItsLegendAndALinkToItsFile) {
  const Chart chart{.name = "stages",
                    .title = "Stages",
                    .words = "words",
                    .height_px = 20,
                    .shapes = "<rect/>",
                    .legend = {{LegendItem::Shape::box, "part0", "read <1>"}},
                    .css_class = "lost"};
  EXPECT_THAT(figure_element(chart),
              AllOf(HasSubstr("<div class=\"drawing lost\">"), HasSubstr("aria-label=\"Stages. words\""),
                    HasSubstr("</svg>read &lt;1&gt;</li>"), HasSubstr("download=\"resizer-stages.svg\""),
                    HasSubstr("href=\"data:image/svg+xml;base64," + base64(standalone_svg(chart)) + '"')));
  EXPECT_EQ(figure_element(std::nullopt), "");
}

}  // namespace
}  // namespace resizer::report
