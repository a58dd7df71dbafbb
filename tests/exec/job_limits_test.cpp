#include "exec/job_limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace resizer::exec {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// Two workers with two seconds each and 100 bytes together.
class JobLimitsTest : public testing::Test {
 protected:
  static constexpr unsigned kSlots = 2;
  SharedState shared{{1, 1, kSlots}};
  JobLimits limits{Deadlines(2s, kSlots), MemoryBudget(100, kSlots), shared};
  util::Clock::time_point now{1000s};

  void SetUp() override {
    limits.deadlines().advance(now);
    for (std::uint32_t slot = 0; slot < kSlots; ++slot) limits.begin(slot);
  }
  void pass(std::chrono::seconds time) { limits.deadlines().advance(now += time); }
  /// What a worker does before it sleeps; returns what it waits for.
  std::uint32_t ask(std::uint32_t slot, std::uint64_t bytes) {
    const std::uint32_t grants = shared.mailbox(slot).request(bytes);
    limits.ask_for_memory(slot);
    return grants;
  }
  bool is_granted(std::uint32_t slot, std::uint32_t grants_before) {
    return shared.mailbox(slot).request(0) != grants_before;
  }
};

TEST_F(JobLimitsTest, WaitingForMemoryCostsNoTime) {
  const std::uint32_t first = ask(0, 60);
  const std::uint32_t second = ask(1, 60);
  EXPECT_TRUE(is_granted(0, first));
  EXPECT_FALSE(is_granted(1, second));
  pass(1s);
  pass(1s);
  EXPECT_THAT(limits.deadlines().take_overdue(), ElementsAre(0));
  limits.clear(0);
  EXPECT_TRUE(is_granted(1, second));
  pass(1s);
  EXPECT_THAT(limits.deadlines().take_overdue(), IsEmpty());
  pass(1s);
  EXPECT_THAT(limits.deadlines().take_overdue(), ElementsAre(1));
}

TEST_F(JobLimitsTest, TheNextJobHoldsNothingAndHasAllTheTime) {
  ask(0, 60);
  const std::uint32_t second = ask(1, 60);
  pass(1s);
  limits.begin(0);
  EXPECT_TRUE(is_granted(1, second));
  pass(1s);
  EXPECT_THAT(limits.deadlines().take_overdue(), IsEmpty());
}

}  // namespace
}  // namespace resizer::exec
