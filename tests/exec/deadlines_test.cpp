#include "exec/deadlines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::exec {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// Deadlines with a simulated clock.
class DeadlinesTest : public testing::Test {
 protected:
  Deadlines deadlines{5s, 3};
  util::Clock::time_point now{1000s};

  void SetUp() override { deadlines.advance(now); }
  /// Lets time go by as a parent does that looks round often.
  void pass(std::chrono::milliseconds time) {
    for (; time > 0ms; time -= 100ms) deadlines.advance(now += 100ms);
  }
};

TEST_F(DeadlinesTest, AreMissedWhenAJobLastsTooLong) {
  deadlines.begin(1);
  EXPECT_EQ(deadlines.next(), 5s);
  pass(4900ms);
  EXPECT_EQ(deadlines.next(), 100ms);
  EXPECT_THAT(deadlines.take_overdue(), IsEmpty());
  pass(100ms);
  EXPECT_EQ(deadlines.next(), 0s);
  EXPECT_THAT(deadlines.take_overdue(), ElementsAre(1));
  EXPECT_THAT(deadlines.take_overdue(), IsEmpty()) << "told once";
  EXPECT_EQ(deadlines.next(), std::nullopt);
  EXPECT_TRUE(deadlines.was_overdue(1));
  EXPECT_FALSE(deadlines.was_overdue(0));
}

TEST_F(DeadlinesTest, BeginAnewWithEachJob) {
  deadlines.begin(0);
  for (int job = 0; job < 5; ++job) {
    pass(4s);
    EXPECT_THAT(deadlines.take_overdue(), IsEmpty());
    deadlines.begin(0);
  }
}

TEST_F(DeadlinesTest, DoNotCountAPause) {
  deadlines.begin(0);
  pass(3s);
  deadlines.pause(0);
  pass(100s);
  EXPECT_EQ(deadlines.next(), std::nullopt);
  EXPECT_THAT(deadlines.take_overdue(), IsEmpty());
  deadlines.resume(0);
  EXPECT_EQ(deadlines.next(), 2s);
  pass(2s);
  EXPECT_THAT(deadlines.take_overdue(), ElementsAre(0));
}

TEST_F(DeadlinesTest, DoNotCountTimeInWhichTheParentStoodStill) {
  deadlines.begin(0);
  now += 1h;  // Ctrl-Z, lunch, fg
  deadlines.advance(now);
  EXPECT_THAT(deadlines.take_overdue(), IsEmpty());
  EXPECT_EQ(deadlines.next(), 4s) << "a second is believed";
}

TEST_F(DeadlinesTest, RememberWhoEndedTheJobAfterAll) {
  deadlines.begin(0);
  deadlines.begin(1);
  pass(5s);
  EXPECT_THAT(deadlines.take_overdue(), ElementsAre(0, 1));
  deadlines.begin(1);
  EXPECT_FALSE(deadlines.was_late(0));
  EXPECT_TRUE(deadlines.was_late(1)) << "it has another job now, which is not overdue";
  deadlines.resume(1);
  EXPECT_EQ(deadlines.next(), std::nullopt) << "nobody is killed twice";
  deadlines.clear(1);
  EXPECT_FALSE(deadlines.was_overdue(1));
  deadlines.begin(1);
  EXPECT_EQ(deadlines.next(), 5s);
}

TEST(Deadlines, AreNeverMissedWithoutALimit) {
  Deadlines none(std::nullopt, 1);
  util::Clock::time_point now{};
  none.advance(now);
  none.begin(0);
  for (int i = 0; i < 1000; ++i) none.advance(now += 1s);
  EXPECT_THAT(none.take_overdue(), IsEmpty());
  EXPECT_EQ(none.next(), std::nullopt);
}

}  // namespace
}  // namespace resizer::exec
