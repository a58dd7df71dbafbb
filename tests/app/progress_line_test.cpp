#include "app/progress_line.hpp"

#include <gtest/gtest.h>

#include "util/printable.hpp"

namespace resizer::app {
namespace {

using namespace std::chrono_literals;

ProgressState half_way() {
  return {.mode = "parallel",
          .images_done = 6,
          .images_failed = 0,
          .images_total = 20,
          .bytes_done = 50,
          .bytes_total = 100,
          .elapsed = 3s};
}

TEST(ProgressLine, ShowsBarCountRateAndTimeLeft) {
  EXPECT_EQ(progress_line(half_way(), 100, true), "parallel  ████████████░░░░░░░░░░░░  6/20  2.00 images/s  0:03 left");
  EXPECT_EQ(progress_line(half_way(), 100, false),
            "parallel  ############............  6/20  2.00 images/s  0:03 left");
}

TEST(ProgressLine, TellsOfFailures) {
  ProgressState state = half_way();
  state.images_failed = 2;
  EXPECT_EQ(progress_line(state, 100, false),
            "parallel  ############............  6/20  2.00 images/s  0:03 left  2 failed");
}

TEST(ProgressLine, GuessesNothingBeforeTheFirstImage) {
  ProgressState state = half_way();
  state.images_done = 0;
  state.bytes_done = 0;
  EXPECT_EQ(progress_line(state, 100, false), "parallel  ........................  0/20");
}

TEST(ProgressLine, CountsImagesWhereBytesAreUnknown) {
  ProgressState state = half_way();
  state.bytes_total = 0;
  state.images_done = 10;
  EXPECT_EQ(progress_line(state, 100, false), "parallel  ############............  10/20  3.33 images/s  0:03 left");
}

TEST(ProgressLine, WritesLongTimesAsAClock) {
  ProgressState state = half_way();
  for (const auto& [elapsed, left] :
       {std::pair{std::chrono::nanoseconds(59s), "0:59 left"}, std::pair{std::chrono::nanoseconds(754s), "12:34 left"},
        std::pair{std::chrono::nanoseconds(3723s), "1:02:03 left"}}) {
    state.elapsed = elapsed;
    EXPECT_NE(progress_line(state, 100, false).find(std::string("  ") + left), std::string::npos) << left;
  }
}

TEST(ProgressLine, NeverExceedsTheTerminal) {
  ProgressState state = half_way();
  state.images_failed = 2;
  for (std::size_t columns = 0; columns < 100; ++columns) {
    EXPECT_LE(util::count_code_points(progress_line(state, columns, true)), columns);
  }
}

TEST(ProgressLine, ShrinksTheBarFirstAndKeepsItWithTheTimeLeft) {
  ProgressState state = half_way();
  state.images_failed = 2;
  EXPECT_EQ(progress_line(state, 62, false), "parallel  #####.....  6/20  2.00 images/s  0:03 left  2 failed");
  EXPECT_EQ(progress_line(state, 60, false), "parallel  ####....  6/20  2.00 images/s  0:03 left  2 failed");
  EXPECT_EQ(progress_line(state, 59, false), "parallel  ###########...........  6/20  0:03 left  2 failed");
  EXPECT_EQ(progress_line(state, 45, false), "parallel  ####....  6/20  0:03 left  2 failed");
  EXPECT_EQ(progress_line(state, 20, false), "####.....  0:03 left");
  EXPECT_EQ(progress_line(state, 10, false), "0:03 left");
}

TEST(ProgressLine, HasBarAndTimeLeftOnEightyColumnsWithRounds) {
  ProgressState state = half_way();
  for (const char* mode : {"sequential, round 10000/10000", "parallel ×1024, warm-up, round 100/100"}) {
    state.mode = mode;
    state.images_done = 60'000;
    state.images_failed = 12'000;
    state.images_total = 120'000;
    state.elapsed = 20'000s;
    const std::string line = progress_line(state, 79, true);
    EXPECT_LE(util::count_code_points(line), 79U);
    EXPECT_NE(line.find("░"), std::string::npos) << line;
    EXPECT_NE(line.find("5:33:20 left"), std::string::npos) << line;
    EXPECT_EQ(line.find(mode), 0U) << line;
  }
}

TEST(ProgressLine, MarksATimeThatIsAnEstimate) {
  ProgressState state = half_way();
  state.is_estimate = true;
  EXPECT_NE(progress_line(state, 100, false).find("  ~0:03 left"), std::string::npos);
}

TEST(ProgressLine, TellsTheTimeLeftOfAllRuns) {
  ProgressState state = half_way();
  state.later = {.known_s = 10, .times_this_one = 0.5};
  EXPECT_NE(progress_line(state, 100, false).find("  0:16 left"), std::string::npos);
}

}  // namespace
}  // namespace resizer::app
