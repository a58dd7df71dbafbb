#include "exec/respawn_limiter.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace resizer::exec {
namespace {

using namespace std::chrono_literals;
using Instant = util::Clock::time_point;

constexpr Instant kStart{1h};

TEST(RespawnLimiter, PausesLongerAndLongerBeforeItGivesUp) {
  RespawnLimiter limiter(1s);
  Instant now = kStart;
  const std::vector<std::chrono::nanoseconds> pauses{0s, 0s, 1s, 2s, 4s};
  for (const std::chrono::nanoseconds pause : pauses) {
    limiter.on_loss("crashed: SIGKILL", now);
    EXPECT_FALSE(limiter.gives_up());
    EXPECT_EQ(std::max(limiter.next_start(), now) - now, pause);
    now += pause;
  }
  limiter.on_loss("exit status 7", now);
  EXPECT_TRUE(limiter.gives_up());
  EXPECT_EQ(limiter.last_loss(), "exit status 7");
}

TEST(RespawnLimiter, CountsAWaveOnce) {
  RespawnLimiter limiter(1s);
  for (int worker = 0; worker < 64; ++worker) limiter.on_loss("crashed: SIGKILL", kStart);
  EXPECT_FALSE(limiter.gives_up());
  EXPECT_EQ(limiter.next_start(), kStart + 1s);
}

TEST(RespawnLimiter, BeginsAnewWithEachAttempt) {
  RespawnLimiter limiter(1s);
  for (std::size_t attempts = 1; attempts < 100; ++attempts) {
    for (int loss = 0; loss < 3; ++loss) limiter.on_loss("crashed", kStart);
    EXPECT_GT(limiter.next_start(), kStart);
    limiter.on_attempts(attempts);
    EXPECT_LE(limiter.next_start(), kStart);
    EXPECT_FALSE(limiter.gives_up());
  }
}

TEST(RespawnLimiter, DoesNotWaitForWhatCannotChange) {
  RespawnLimiter limiter;
  limiter.rule_out("no /proc");
  EXPECT_TRUE(limiter.gives_up());
  EXPECT_EQ(limiter.last_loss(), "no /proc");
}

}  // namespace
}  // namespace resizer::exec
