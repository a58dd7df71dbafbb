#include "report/text/doubts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "report/sample_facts.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr Symbols kAscii{false};

void set_spread(analysis::ModeSummary& mode, double spread) {
  mode.wall_s.count = 3;
  mode.wall_s.median = 1;
  mode.wall_s.median_absolute_deviation = spread / 1.4826;
}

TEST(Doubts, AreOneLineOfAKind) {
  struct Row {
    std::function<void(analysis::ReportModel&)> change;
    std::string doubt;
  };
  using Kind = analysis::ModeWarning::Kind;
  const auto warn = [](Kind kind, const std::vector<std::size_t>& modes) {
    return analysis::ModeWarning{.kind = kind, .modes = modes};
  };
  const Row rows[] = {
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::no_speedup, {1, 2})};
         report.modes[1].no_speedup = report.modes[2].no_speedup = analysis::NoSpeedup::all_failed;
       },
       "parallel x1, x2: no speedup: every image failed"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::too_fast, {2, 3})};
       },
       "parallel x2, x4: more than 2x and 4x cannot be right; the sequential mode was disturbed"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::fewer_images, {2, 3})};
         report.modes[2].compared_images = report.modes[3].compared_images = 5;
       },
       "parallel x2, x4: speedup over 5 of 8 images, the others failed in every run"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::unstable, {0})};
         set_spread(report.modes[0], 0.148);
       },
       "sequential: unstable, its wall times spread by 14.8 % of their median"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::unstable, {0, 2, 3, 4})};
         for (std::size_t i = 0; i < report.modes.size(); ++i)
           set_spread(report.modes[i], 0.09 - 0.01 * static_cast<double>(i));
       },
       "sequential, parallel x2, x4, x8: unstable, their wall times spread by 5.0 % to 9.0 % of their median"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::suspended, {1})};
         report.modes[1].suspended = 40ms;
       },
       "parallel x1: suspended for 40.0 ms, which its wall time includes"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::suspended, {1, 2})};
         report.modes[1].suspended = report.modes[2].suspended = 2s;
       },
       "parallel x1, x2: suspended for 2.000 s, which their wall times include"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::slow_first_round, {0, 1})};
       },
       "sequential, parallel x1: the first round was slow; --warmup 1 leaves it out"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::outlier_rounds, {0, 1})};
         report.modes[0].outlier_rounds = report.modes[1].outlier_rounds = {2};
       },
       "sequential, parallel x1: round 3 far from the others; nothing was left out"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::outlier_rounds, {0, 1})};
         report.modes[0].outlier_rounds = {2};
         report.modes[1].outlier_rounds = {0, 4};
       },
       "sequential, parallel x1: round 3 and rounds 1, 5 far from the others; nothing was left out"},
      {[&](auto& report) {
         report.mode_warnings = {warn(Kind::missing_workers, {4, 5})};
         report.modes[4].missing_workers = 1;
         report.modes[5].missing_workers = 2;
       },
       "parallel x8, x9: 1 of 8 and 2 of 9 workers could not be started: the system allows no more processes"},
  };
  for (const Row& row : rows) {
    analysis::ReportModel report = analysis::make_report(test::sweep_facts());
    row.change(report);
    EXPECT_THAT(doubts(report, kAscii), ElementsAre(row.doubt));
  }
}

}  // namespace
}  // namespace resizer::report
