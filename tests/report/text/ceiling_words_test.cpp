#include "report/text/ceiling_words.hpp"

#include <gtest/gtest.h>

#include "report/sample_facts.hpp"

namespace resizer::report {
namespace {

constexpr Symbols kAscii{.unicode = false};

TEST(CeilingText, SetsTheSpeedupBesideWhatIsPossible) {
  struct Row {
    unsigned workers;
    double speedup;
    analysis::Ceiling ceiling;
    std::string text;
  };
  const Row rows[] = {
      {2, 1.5, {.computing = 2, .streaming = {}}, "75.0 % of the 2.00x that these cores allow 2 workers"},
      {1, 1, {.computing = 1, .streaming = {}}, "100.0 % of the 1.00x that these cores allow 1 worker"},
      {8, 2.9, {.computing = 3.625, .streaming = 3.5}, "80.0 % of the 3.62x that these cores allow 8 workers"},
      {8,
       2.9,
       {.computing = 3.625, .streaming = 1.75},
       "80.0 % of the 3.62x that these cores allow 8 workers; memory-bound work: 1.75x"},
      {2,
       1.2,
       {.computing = 1.5, .streaming = {}, .is_quota = true},
       "80.0 % of the 1.50x that the CPU quota allows 2 workers"},
  };
  for (const auto& [workers, speedup, ceiling, text] : rows) {
    analysis::ModeSummary mode;
    mode.workers = workers;
    mode.speedup = stats::PairedRatio{.pairs = 1, .estimate = speedup, .interval = {}};
    mode.ceiling = ceiling;
    EXPECT_EQ(ceiling_text(mode, kAscii), text);
  }
}

TEST(CalibrationText, SaysWhatTheCoresDo) {
  bench::Calibration found = test::sample_calibration();
  const std::string all = "8 CPUs compute 4.61x as much as one and stream memory 4.20x as fast";
  EXPECT_EQ(calibration_text(found, kAscii), all + ", both threads of a core 1.23x");
  found.both_threads.reset();
  EXPECT_EQ(calibration_text(found, kAscii), all);
  found.alone[1].computing = 0.55;
  EXPECT_EQ(calibration_text(found, kAscii), all + ", the slowest has 55.0 % of the speed of the fastest");
  found.others_share = 0.4;
  EXPECT_EQ(calibration_text(found, kAscii), all + ", perhaps more: other programs took 40.0 % of the cores meanwhile");
  found.together.back().streaming.reset();
  found.others_share = 0;
  found.alone.pop_back();
  EXPECT_EQ(calibration_text(found, kAscii), "8 CPUs compute 4.61x as much as one");
}

TEST(CalibrationText, IsEmptyWhereThereIsNothingToSay) {
  EXPECT_EQ(calibration_text({}, kAscii), "");
  EXPECT_EQ(calibration_text(bench::Calibration{.duration = {},
                                                .alone = {},
                                                .together = {{.cpus = 1, .computing = 1, .streaming = {}}},
                                                .both_threads = {}},
                             kAscii),
            "");
}

}  // namespace
}  // namespace resizer::report
