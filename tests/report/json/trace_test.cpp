#include "report/json/trace.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "support/golden.hpp"
#include "support/trace_rules.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using test::trace_faults;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<json> events_of(const std::string& trace, const std::string& category) {
  std::vector<json> events;
  const json document = json::parse(trace);
  for (const json& event : document["traceEvents"]) {
    if (event.value("cat", "") == category) events.push_back(event);
  }
  return events;
}

TEST(Trace, ShowsWhatEachWorkerDid) {
  test::expect_golden(to_trace(analysis::make_report(test::compare_facts())), "report/golden/compare.trace.json");
}

TEST(Trace, KeepsTheRulesOfItsReaders) {
  for (const analysis::Facts& facts :
       {test::compare_facts(), test::interrupted_facts(), test::awkward_facts(), test::ten_rounds_facts()}) {
    EXPECT_THAT(trace_faults(to_trace(analysis::make_report(facts))), IsEmpty());
  }
}

TEST(Trace, KeepsRoundsApartAsTheyWereMeasured) {
  analysis::Facts facts = test::rounds_facts({100ms, 100ms}, {50ms, 50ms});
  facts.measurements.series[0].runs[0].start = 1ms;
  facts.measurements.series[1].runs[0].start = 102ms;
  facts.measurements.series[1].runs[1].start = 153ms;
  facts.measurements.series[0].runs[1].start = 204ms;
  const std::string trace = to_trace(analysis::make_report(facts));
  EXPECT_THAT(trace_faults(trace), IsEmpty());
  const std::vector<json> images = events_of(trace, "done");
  ASSERT_EQ(images.size(), 4U);
  for (std::size_t i = 0; i < images.size(); ++i) EXPECT_EQ(images[i]["pid"], i + 1);
  EXPECT_EQ(images[3]["ts"], 205'000) << "the image began 1 ms after its run";
  EXPECT_THAT(trace, HasSubstr("parallel ×2, round 2"));
}

TEST(Trace, NestsWhateverAWorkerMayClaim) {
  analysis::Facts facts = test::compare_facts();
  std::vector<model::JobOutcome>& outcomes = facts.measurements.series[0].runs[0].outcomes;
  outcomes[1].start = 50ms;  // While its worker had the first image in hand.
  std::get<model::Done>(outcomes[0].kind).report.times.decode = std::chrono::hours(20);
  std::get<model::Done>(outcomes[3].kind).report.times.read += std::chrono::nanoseconds(1);
  EXPECT_THAT(trace_faults(to_trace(analysis::make_report(facts))), IsEmpty());
}

TEST(TraceRules, RefuseWhatBreaksThem) {
  const std::string head = R"({"traceEvents":[{"name":"process_name","ph":"M","pid":1,"tid":1,"args":{"name":"p"}},)"
                           R"({"name":"thread_name","ph":"M","pid":1,"tid":1,"args":{"name":"t"}})";
  struct Row {
    std::string events;
    std::string fault;
  };
  const Row rows[] = {
      {R"(,{"name":"a","ph":"X","ts":1,"dur":5,"pid":1,"tid":1},{"name":"b","ph":"X","ts":2,"dur":5,"pid":1,"tid":1})",
       "ends after"},
      {R"(,{"name":"a","ph":"X","ts":1,"pid":1,"tid":1})", "no time"},
      {R"(,{"name":"a","ph":"X","ts":-1,"dur":1,"pid":1,"tid":1})", "no time"},
      {R"(,{"name":"a","ph":"X","ts":1.5,"dur":1,"pid":1,"tid":1})", "no time in whole microseconds"},
      {R"(,{"name":"a","ph":"X","ts":9,"dur":1,"pid":1,"tid":1},{"name":"b","ph":"X","ts":2,"dur":1,"pid":1,"tid":1})",
       "before the one before"},
      {R"(,{"name":"a","ph":"X","ts":1,"dur":1,"pid":0,"tid":1})", "no pid"},
      {R"(,{"name":"a","ph":"X","ts":1,"dur":1,"pid":2,"tid":1})", "another process"},
      {R"(,{"name":"a","ph":"X","ts":1,"dur":1,"pid":1,"tid":2})", "does not name thread 2"},
      {R"(,{"name":"a","ph":"B","ts":1,"pid":1,"tid":1})", "phase"},
  };
  EXPECT_THAT(trace_faults(head + "]}"), IsEmpty());
  for (const Row& row : rows) {
    EXPECT_THAT(trace_faults(head + row.events + "]}"), testing::Contains(HasSubstr(row.fault))) << row.events;
  }
  EXPECT_THAT(trace_faults("[]"), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace resizer::report
