#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/html/html.hpp"
#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "report/text/markdown.hpp"
#include "report/text/tables.hpp"
#include "report/text/terminal.hpp"
#include "support/report_schema.hpp"

/// What reports say of energy.
namespace resizer::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr Symbols kSymbols{true};

/// Six rounds of 200 ms and 100 ms, of which the sequential ones used 10 to 15 J and the pool a J less.
analysis::Facts energy_facts() {
  analysis::Facts facts = test::rounds_facts(std::vector<std::chrono::milliseconds>(6, std::chrono::milliseconds(200)),
                                             std::vector<std::chrono::milliseconds>(6, std::chrono::milliseconds(100)));
  facts.context.machine.energy = {.source = machine::EnergySource::packages, .needs_root = false, .resolution_j = 1e-6};
  for (const double joules : {10.0, 11.0, 12.0, 13.0, 14.0, 15.0}) {
    facts.measurements.series[0].conditions.emplace_back().energy_joules = joules;
    facts.measurements.series[1].conditions.emplace_back().energy_joules = joules - 1;
  }
  return facts;
}

TEST(EnergyTable, HasTheMediansOfEachMode) {
  const util::TextTable table = energy_table(analysis::make_report(energy_facts()), kSymbols);
  EXPECT_EQ(table.columns.at(2).heading, "96.9 % interval");
  EXPECT_THAT(table.rows, ElementsAre(ElementsAre("sequential", "12.5", "10.0 to 15.0", "62.5", "2.50 J s"),
                                      ElementsAre("parallel ×2", "11.5", "9.00 to 14.0", "115", "1.15 J s")));
}

TEST(EnergyTable, IsInEveryFormat) {
  const analysis::ReportModel report = analysis::make_report(energy_facts());
  EXPECT_THAT(to_terminal(report, {.color = false, .unicode = true}), HasSubstr("energy-delay"));
  EXPECT_THAT(to_markdown(report), HasSubstr("| energy |"));
  EXPECT_THAT(to_html(report), HasSubstr("energy-delay"));
  const std::string text = to_json(report);
  EXPECT_EQ(test::schema_errors(text), "");
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["modes"][0]["summary"]["energy"]["watts"]["median"], 62.5);
  EXPECT_EQ(json["modes"][1]["runs"][2]["energy_j"], 11);
  EXPECT_EQ(json["hardware"]["energy"]["source"], "packages");
}

TEST(EnergyTable, IsLeftOutWhereEnergyIsUnknown) {
  const analysis::ReportModel report = analysis::make_report(test::ten_rounds_facts());
  EXPECT_TRUE(energy_table(report, kSymbols).rows.empty());
  for (const std::string& text :
       {to_terminal(report, {.color = false, .unicode = true}), to_markdown(report), to_html(report)}) {
    EXPECT_THAT(text, Not(HasSubstr("energy")));
  }
}

TEST(EnergyAccess, IsSaidOnceInEveryFormat) {
  using machine::EnergySource;
  struct Row {
    machine::EnergyAccess access;
    std::string text;
  };
  const Row rows[] = {
      {{.source = {}, .needs_root = true, .resolution_j = 0}, "unknown: /sys/class/powercap needs root"},
      {{.source = EnergySource::platform, .needs_root = false, .resolution_j = 1e-6}, "of the whole machine"},
      {{.source = EnergySource::packages, .needs_root = false, .resolution_j = 1e-6}, "of the processors"},
      {{.source = EnergySource::battery, .needs_root = true, .resolution_j = 36},
       "of the whole machine, from its battery, in steps of 36.0 J"},
  };
  for (const Row& row : rows) {
    analysis::Facts facts = test::compare_facts();
    facts.context.machine.energy = row.access;
    const analysis::ReportModel report = analysis::make_report(facts);
    EXPECT_THAT(to_terminal(report, {.color = false, .unicode = true}), HasSubstr("energy " + row.text));
    EXPECT_THAT(to_markdown(report), HasSubstr("| energy | " + row.text));
    EXPECT_THAT(to_html(report), HasSubstr(row.text));
    EXPECT_EQ(test::schema_errors(to_json(report)), "");
  }
}

}  // namespace
}  // namespace resizer::report
