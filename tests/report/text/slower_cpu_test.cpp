#include "report/text/slower_cpu.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "report/html/html.hpp"
#include "report/measured_cores.hpp"
#include "report/text/markdown.hpp"
#include "report/text/terminal.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using test::MeasuredCores;
using testing::HasSubstr;
using testing::Not;

constexpr Symbols kPlain{false};
const MeasuredCores alone{.cpu = 100ms, .mhz = 3000, .counts = model::WorkCounts{1000, 500}};

std::string text_on(const MeasuredCores& sequential, const MeasuredCores& parallel,
                    std::optional<util::CounterRefusal> refusal = {}) {
  analysis::Facts facts = test::compare_facts_on(sequential, parallel);
  facts.context.counter_refusal = refusal;
  const analysis::ReportModel report = analysis::make_report(std::move(facts));
  return slower_cpu_text(report, report.modes.at(1), kPlain);
}

TEST(SlowerCpuText, NamesEveryFactor) {
  struct Row {
    MeasuredCores parallel;
    std::string text;
  };
  const Row rows[] = {
      {alone,
       "the same images took the same CPU time: clock unchanged (1.00 +/- 0.3 %) x cycles an instruction 1.00 x "
       "instructions 1.00 x rest 1.00"},
      {{.cpu = 131ms, .mhz = 2500, .counts = model::WorkCounts{1000, 535}},
       "the same images took 1.31 times the CPU time: clock 1.20 +/- 0.3 % x cycles an instruction 1.07 x "
       "instructions 1.00 x rest 1.02"},
      {{.cpu = 90ms, .mhz = 3300, .counts = model::WorkCounts{1100, 495}},
       "the same images took 0.900 times the CPU time: clock 0.909 +/- 0.3 % x cycles an instruction 0.900 x "
       "instructions 1.10 x rest 1.00"},
      {{.cpu = 130ms, .counts = model::WorkCounts{1000, 600}},
       "the same images took 1.30 times the CPU time: cycles an instruction 1.20 x instructions 1.00 x clock and rest "
       "1.08"},
      {{.cpu = 120ms, .mhz = 2500},
       "the same images took 1.20 times the CPU time: clock 1.20 +/- 0.3 % x cycles 1.00 (instructions were not "
       "counted throughout)"},
      {{.cpu = 120ms}, ""},
  };
  for (const Row& row : rows) EXPECT_EQ(text_on(alone, row.parallel), row.text);
}

TEST(SlowerCpuText, SaysWhyNothingIsCounted) {
  using Reason = util::CounterRefusal::Reason;
  struct Row {
    util::CounterRefusal refusal;
    std::string why;
  };
  const Row rows[] = {
      {{Reason::forbidden, 3}, "perf_event_paranoid is 3"},
      {{Reason::forbidden, 2}, "perf_event_open is not permitted"},
      {{Reason::forbidden, {}}, "perf_event_open is not permitted"},
      {{Reason::absent, 2}, "this machine has no counters"},
  };
  for (const Row& row : rows) {
    const std::string text = text_on({.cpu = 100ms, .mhz = 3000}, {.cpu = 131ms, .mhz = 2940}, row.refusal);
    EXPECT_THAT(text, HasSubstr(" x cycles 1.28 (instructions are not counted: " + row.why + ")")) << text;
  }
}

TEST(SlowerCpuText, IsInEveryReportForPeople) {
  const analysis::ReportModel report = analysis::make_report(
      test::compare_facts_on(alone, {.cpu = 131ms, .mhz = 2500, .counts = model::WorkCounts{1000, 535}}));
  const std::string text = "the same images took 1.31 times the CPU time";
  EXPECT_THAT(to_terminal(report, {}), HasSubstr(text));
  EXPECT_THAT(to_markdown(report), HasSubstr(text));
  EXPECT_THAT(to_html(report), HasSubstr("<p>" + text));
  const analysis::ReportModel unknown = analysis::make_report(test::compare_facts());
  EXPECT_THAT(to_html(unknown), Not(HasSubstr("the same images took")));
}

TEST(SlowerCpuText, FitsTheTerminal) {
  for (const bool unicode : {true, false}) {
    for (const analysis::Facts& facts :
         {test::compare_facts_on(alone, {.cpu = 131ms, .mhz = 2500, .counts = model::WorkCounts{1000, 535}}),
          test::sweep_facts_with_clocks()}) {
      std::istringstream lines(to_terminal(analysis::make_report(facts), {.color = false, .unicode = unicode}));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(util::count_code_points(line), 80U) << line;
    }
  }
}

TEST(SlowerCpuTable, HasARowForEveryPoolOfASweep) {
  analysis::Facts facts = test::sweep_facts_with_clocks();
  const auto rows = [&] { return slower_cpu_table(analysis::make_report(facts), kPlain).rows; };
  EXPECT_THAT(rows(), testing::ElementsAre(testing::ElementsAre("parallel x1", "1.00", "1.00", "0.1 %", "1.00"),
                                           testing::ElementsAre("parallel x2", "1.02", "1.01", "0.1 %", "1.01"),
                                           testing::ElementsAre("parallel x4", "1.06", "1.03", "0.1 %", "1.03"),
                                           testing::ElementsAre("parallel x8", "1.15", "1.07", "0.1 %", "1.07"),
                                           testing::ElementsAre("parallel x9", "1.17", "1.08", "0.1 %", "1.08")));
  test::set_cores(alone, facts.measurements.series[0]);
  test::set_cores({.cpu = 120ms, .mhz = 3000, .counts = model::WorkCounts{1100, 605}}, facts.measurements.series[2]);
  EXPECT_THAT(rows()[1], testing::ElementsAre("parallel x2", "1.20", "1.00", "0.1 %", "1.10", "1.10", "0.992"));
  EXPECT_THAT(rows()[2], testing::ElementsAre("parallel x4", "1.06", "1.03", "0.1 %", "-", "-", "1.03"));
  EXPECT_TRUE(slower_cpu_table(analysis::make_report(test::sweep_facts()), kPlain).rows.empty());
  EXPECT_TRUE(slower_cpu_table(analysis::make_report(test::compare_facts_on(alone, alone)), kPlain).rows.empty())
      << "a single pool has the text";
}

}  // namespace
}  // namespace resizer::report
