#include "util/hardware_counters.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "util/clock.hpp"
#include "util/fake_root.hpp"

namespace resizer::util {
namespace {

using std::chrono::nanoseconds;

std::string bytes_of(const std::vector<std::uint64_t>& words) {
  std::string bytes(words.size() * sizeof(std::uint64_t), '\0');
  std::memcpy(bytes.data(), words.data(), bytes.size());
  return bytes;
}

TEST(HardwareCounters, ReadWhatTheKernelWritesOfAGroup) {
  struct Row {
    const char* what;
    std::string content;
    bool is_known;
  };
  const std::string group = bytes_of({2, 1000, 900, 3'000'000, 7'000'000});
  const Row rows[] = {{"a group of two", group, true},
                      {"more than that", group + group, true},
                      {"half of it", group.substr(0, 20), false},
                      {"all but a byte", group.substr(0, 39), false},
                      {"a group of one", bytes_of({1, 1000, 900, 3'000'000, 7'000'000}), false},
                      {"nothing", "", false}};
  for (const Row& row : rows) {
    const FakeRoot root({{"counters", row.content}});
    const HardwareCounters counters(Fd(::open((root.path() / "counters").c_str(), O_RDONLY)), Fd());
    const std::optional<HardwareCounts> counts = counters.read();
    ASSERT_EQ(counts.has_value(), row.is_known) << row.what;
    if (!counts) continue;
    EXPECT_EQ(counts->enabled, nanoseconds(1000)) << row.what;
    EXPECT_EQ(counts->counted, nanoseconds(900)) << row.what;
    EXPECT_EQ(counts->cycles, 3'000'000U) << row.what;
    EXPECT_EQ(counts->instructions, 7'000'000U) << row.what;
  }
}

TEST(HardwareCounters, KnowNothingWithoutFiles) {
  const HardwareCounters none{Fd(), Fd()};
  EXPECT_FALSE(none.read().has_value());
  EXPECT_EQ(none.fds(), (std::array{-1, -1}));
}

TEST(HardwareCounters, CountThisProcess) {
  const HardwareCounters counters = HardwareCounters::open();
  if (const auto refusal = counter_refusal()) {
    EXPECT_FALSE(counters.read().has_value());
    GTEST_SKIP() << (refusal->reason == CounterRefusal::Reason::absent ? "no counters" : "not permitted");
  }
  const HardwareCounts before = counters.read().value();
  const nanoseconds until = process_cpu_time() + std::chrono::milliseconds(10);
  while (process_cpu_time() < until) {
  }
  const HardwareCounts after = counters.read().value();
  if (after.counted == before.counted) GTEST_SKIP() << "other programs have the counters";
  EXPECT_GT(after.instructions - before.instructions, 100'000U);
  EXPECT_GT(after.cycles, before.cycles);
}

TEST(RefusalOf, TellsWhatIsForbiddenFromWhatIsAbsent) {
  using Reason = CounterRefusal::Reason;
  struct Row {
    int error;
    std::string paranoid;
    CounterRefusal expected;
  };
  const Row rows[] = {{EACCES, "3\n", {Reason::forbidden, 3}},  {EPERM, "-1\n", {Reason::forbidden, -1}},
                      {EPERM, "", {Reason::forbidden, {}}},     {ENOENT, "2\n", {Reason::absent, 2}},
                      {EOPNOTSUPP, "2\n", {Reason::absent, 2}}, {ENOSYS, "", {Reason::absent, {}}}};
  for (const Row& row : rows) {
    const FakeRoot root({{"proc/sys/kernel/perf_event_paranoid", row.paranoid}});
    EXPECT_EQ(refusal_of(row.error, root.path()), row.expected) << std::strerror(row.error) << ", " << row.paranoid;
  }
}

}  // namespace
}  // namespace resizer::util
