#include "report/text/speedup_text.hpp"

#include <gtest/gtest.h>

#include "report/sample_facts.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using Walls = std::vector<std::chrono::milliseconds>;

TEST(Verdict, SaysInWordsWhatTheFiguresAreWorth) {
  struct Row {
    Walls sequential;
    Walls parallel;
    std::string verdict;
  };
  const Row rows[] = {
      {{200ms}, {100ms}, "2.00x (1 round: no interval)"},
      {Walls(5, 200ms), Walls(5, 100ms), "2.00x (5 rounds: no interval below 6)"},
      {{200ms, 202ms, 198ms, 201ms, 199ms, 200ms}, Walls(6, 100ms), "2.00x, 96.9 % interval 1.98 to 2.02"},
      {{100ms, 102ms, 98ms, 101ms, 99ms, 100ms},
       Walls(6, 100ms),
       "1.00x, 96.9 % interval 0.980 to 1.02: no measurable difference"},
      {{90ms, 91ms, 89ms, 90ms, 90ms, 90ms}, Walls(6, 100ms), "0.900x, 96.9 % interval 0.890 to 0.910: slower"},
  };
  for (const Row& row : rows) {
    const analysis::ReportModel report = analysis::make_report(test::rounds_facts(row.sequential, row.parallel));
    EXPECT_EQ(speedup_text(report.modes.at(1), false), row.verdict);
  }
  EXPECT_EQ(speedup_text(analysis::make_report(test::rounds_facts({200ms}, {100ms})).modes.at(1), true),
            "2.00× (1 round: no interval)");
}

}  // namespace
}  // namespace resizer::report
