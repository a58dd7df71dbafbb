#include "util/scheduler_counters.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "util/fake_root.hpp"

namespace resizer::util {
namespace {

TEST(SchedulerCounters, ReadsTheSecondFieldOfSchedstat) {
  struct Row {
    std::string content;
    std::optional<std::chrono::nanoseconds> run_queue;
  };
  using std::chrono::nanoseconds;
  const Row rows[] = {{"6859943 15592024 4\n", nanoseconds(15592024)},
                      {"0 0 0\n", nanoseconds(0)},
                      {"18446744073709551615 9223372036854775807 1\n", nanoseconds(9223372036854775807)},
                      {"1 18446744073709551615 1\n", std::nullopt},
                      {"1 -5 1\n", std::nullopt},
                      {"1\n", std::nullopt},
                      {"1 ", std::nullopt},
                      {"one two three\n", std::nullopt},
                      {"", std::nullopt}};
  for (const Row& row : rows) {
    const FakeRoot root({{"schedstat", row.content}});
    const SchedulerCounters counters((root.path() / "schedstat").c_str());
    EXPECT_EQ(counters.read().run_queue, row.run_queue) << row.content;
    EXPECT_EQ(counters.read().run_queue, row.run_queue) << row.content << ", read again";
  }
}

TEST(SchedulerCounters, KnowNothingWithoutTheFile) {
  const SchedulerCounters counters("/nonexistent/schedstat");
  EXPECT_EQ(counters.fd(), -1);
  EXPECT_EQ(counters.read().run_queue, std::nullopt);
}

TEST(SchedulerCounters, CountSleeps) {
  const SchedulerCounters counters;
  const std::uint64_t before = counters.read().sleeps;
  for (int i = 0; i < 3; ++i) ::usleep(1000);
  EXPECT_GE(counters.read().sleeps, before + 3);
}

}  // namespace
}  // namespace resizer::util
