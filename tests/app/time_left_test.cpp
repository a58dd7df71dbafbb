#include "app/time_left.hpp"

#include <gtest/gtest.h>

namespace resizer::app {
namespace {

using model::Execution;
using namespace std::chrono_literals;

constexpr bench::Configuration kSequential{.execution = Execution::sequential, .workers = 1};

bench::Configuration pool(unsigned workers) {
  return {.execution = Execution::parallel, .workers = workers};
}

model::RunResult finished(const bench::Configuration& configuration, std::chrono::nanoseconds wall) {
  model::RunResult run;
  run.execution = configuration.execution;
  run.workers = configuration.workers;
  run.wall = wall;
  return run;
}

bench::RunHeading heading(const bench::Configuration& now, std::vector<bench::LaterRuns> later) {
  bench::RunHeading heading;
  heading.execution = now.execution;
  heading.workers = now.workers;
  heading.later = std::move(later);
  return heading;
}

TEST(TimeLeft, AddsWhatIsLeftOfThisRunToTheOthers) {
  EXPECT_DOUBLE_EQ(all_time_left(3, 0.25, {}), 9);
  EXPECT_DOUBLE_EQ(all_time_left(3, 0.25, {.known_s = 5, .times_this_one = 2}), 9 + 5 + 24);
}

TEST(TimeLeft, GuessesByTheCoresWhatHasNotRunYet) {
  const RunTimes times(4);
  const LaterTime later = times.later_than(heading(kSequential, {{kSequential, 1}, {pool(2), 2}, {pool(16), 4}}));
  EXPECT_EQ(later.known_s, 0);
  EXPECT_DOUBLE_EQ(later.times_this_one, 1 + 2 * 0.5 + 4 * 0.25);
}

TEST(TimeLeft, TakesWhatHasRunAsItWasLast) {
  RunTimes times(4);
  times.add(finished(kSequential, 9s));
  times.add(finished(kSequential, 8s));
  times.add(finished(pool(2), 5s));
  const LaterTime later = times.later_than(heading(pool(2), {{kSequential, 3}, {pool(2), 2}, {pool(4), 1}}));
  EXPECT_DOUBLE_EQ(later.known_s, 3 * 8 + 2 * 5);
  EXPECT_DOUBLE_EQ(later.times_this_one, 0.5);
}

TEST(TimeLeft, LearnsNothingFromARunThatWasInterrupted) {
  RunTimes times(4);
  model::RunResult run = finished(kSequential, 1s);
  run.interrupted_by = 2;
  times.add(run);
  EXPECT_EQ(times.later_than(heading(pool(1), {{kSequential, 1}})).known_s, 0);
}

}  // namespace
}  // namespace resizer::app
