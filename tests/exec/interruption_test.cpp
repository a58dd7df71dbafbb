#include "exec/interruption.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace resizer::exec {
namespace {

using std::chrono::seconds;
constexpr util::Clock::time_point kStart{seconds(1000)};

TEST(Interruption, IsNothingWithoutASignal) {
  const Interruption none;
  EXPECT_EQ(none.signal(), std::nullopt);
  EXPECT_FALSE(none.is_over(kStart + std::chrono::hours(1)));
  EXPECT_EQ(none.earlier_of(kStart), kStart);
}

TEST(Interruption, LeavesAGraceAfterTheFirstSignal) {
  Interruption interruption;
  interruption.on_signal(SIGTERM, kStart);
  EXPECT_EQ(interruption.signal(), SIGTERM);
  EXPECT_FALSE(interruption.is_over(kStart));
  EXPECT_FALSE(interruption.is_over(kStart + Interruption::kGrace - std::chrono::nanoseconds(1)));
  EXPECT_TRUE(interruption.is_over(kStart + Interruption::kGrace));
  EXPECT_EQ(interruption.earlier_of(kStart + seconds(1)), kStart + seconds(1));
  EXPECT_EQ(interruption.earlier_of(kStart + seconds(9)), kStart + Interruption::kGrace);
}

TEST(Interruption, EndsTheGraceAtTheSecondSignal) {
  Interruption interruption;
  interruption.on_signal(SIGINT, kStart);
  interruption.on_signal(SIGTERM, kStart + seconds(1));
  EXPECT_EQ(interruption.signal(), SIGINT) << "the first one decides the exit code";
  EXPECT_TRUE(interruption.is_over(kStart + seconds(1)));
}

}  // namespace
}  // namespace resizer::exec
