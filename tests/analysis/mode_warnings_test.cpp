#include "analysis/mode_warnings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/stability.hpp"
#include "report/sample_facts.hpp"

namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;
using Kind = ModeWarning::Kind;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

auto warning(Kind kind, auto modes) {
  return testing::AllOf(Field(&ModeWarning::kind, kind), Field(&ModeWarning::modes, modes));
}

TEST(ModeWarnings, AreOneOfAKindForAllModes) {
  Facts facts = test::sweep_facts();
  EXPECT_THAT(make_report(facts).mode_warnings, IsEmpty());
  for (const std::size_t mode : {1U, 3U, 4U}) {
    std::vector<model::RunResult>& runs = facts.measurements.series[mode].runs;
    for (std::size_t round = 0; round < runs.size(); ++round) runs[round].wall += 60ms * (round % 3);
  }
  facts.measurements.series[2].runs[4].suspended = 1s;
  facts.measurements.series[5].runs[1].missing_workers = 2;
  facts.measurements.series[5].runs[2].missing_workers = 1;
  const ReportModel report = make_report(facts);
  EXPECT_THAT(report.mode_warnings,
              ElementsAre(warning(Kind::missing_workers, ElementsAre(5U)),
                          warning(Kind::unstable, ElementsAre(1U, 3U, 4U)), warning(Kind::suspended, ElementsAre(2U))));
  EXPECT_EQ(report.modes[5].missing_workers, 2U);
  EXPECT_EQ(report.modes[2].suspended, 1s);
}

TEST(ModeWarnings, TellOfRoundsApartFromTheOthers) {
  Facts facts = test::ten_rounds_facts();
  EXPECT_THAT(make_report(facts).mode_warnings, ElementsAre(warning(Kind::slow_first_round, ElementsAre(0U)),
                                                            warning(Kind::outlier_rounds, ElementsAre(0U))));
}

TEST(Spread, IsTheDeviationOverTheMedian) {
  const auto spread_of = [](const std::vector<std::chrono::milliseconds>& walls) {
    return relative_spread(make_report(test::rounds_facts(walls, walls)).modes.at(0).wall_s);
  };
  EXPECT_NEAR(spread_of({200ms, 180ms, 230ms}).value(), 1.4826 * 20 / 200, 1e-12);
  EXPECT_EQ(spread_of({200ms, 180ms}), std::nullopt);
}

}  // namespace
}  // namespace resizer::analysis
