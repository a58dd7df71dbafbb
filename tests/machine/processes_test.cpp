#include "machine/processes.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "util/fake_root.hpp"

namespace resizer::machine {
namespace {

using namespace std::chrono_literals;

/// A row of /proc/ID/stat with these times, in ticks.
util::File stat_of(pid_t id, const std::string& name, unsigned user, unsigned system, unsigned start,
                   unsigned last_cpu = 0) {
  const std::string number = std::to_string(id);
  return {"proc/" + number + "/stat", number + " (" + name + ") R 1 1 1 0 -1 4194304 90 0 0 0 " + std::to_string(user) +
                                          ' ' + std::to_string(system) + " 7 7 20 0 1 0 " + std::to_string(start) +
                                          " 1000 200 18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 " +
                                          std::to_string(last_cpu) + " 0 0\n"};
}

std::map<pid_t, ProcessTime> read(const std::vector<util::File>& files) {
  return read_process_times(util::FakeRoot(files).path());
}

TEST(ProcessTimes, AreThoseOfEveryProcess) {
  const auto times = read({stat_of(1, "init", 100, 50, 0),
                           stat_of(77, "odd) R 1 (name\n", 1, 2, 3, 5),
                           {"proc/self/stat", "1 (x) R\n"},
                           {"proc/78/stat", "78 (cut off) R 1 1\n"},
                           {"proc/79/stat", ""},
                           {"proc/stat", "cpu 1 2 3\n"}});
  ASSERT_EQ(times.size(), 2U);
  EXPECT_EQ(times.at(1).name, "init");
  EXPECT_EQ(times.at(1).cpu, 1500ms);
  EXPECT_EQ(times.at(77).name, "odd) R 1 (name\\n");
  EXPECT_EQ(times.at(77).cpu, 30ms);
  EXPECT_EQ(times.at(77).started_at, 3U);
  EXPECT_EQ(times.at(77).last_cpu, 5U);
}

/// A process can end between the opening and the reading of its file, which then fails as reading this memory does.
TEST(ProcessTimes, AreUnknownWhereReadingFails) {
  const util::FakeRoot root(std::vector<util::File>{stat_of(1, "init", 100, 50, 0)});
  std::filesystem::create_directories(root.path() / "proc/5");
  std::filesystem::create_symlink("/proc/self/mem", root.path() / "proc/5/stat");
  const auto times = read_process_times(root.path());
  EXPECT_EQ(times.size(), 1U);
  EXPECT_TRUE(times.contains(1));
}

TEST(ProcessTimes, OfThisProcessAreKnown) {
  const auto times = read_process_times();
  ASSERT_TRUE(times.contains(::getpid()));
  EXPECT_EQ(times.at(::getpid()).name, "machine_test");
}

TEST(BusiestProgram, UsedMostBetweenTwoReadings) {
  const auto begin = read({stat_of(1, "init", 900, 0, 0), stat_of(5, "browser", 100, 0, 10),
                           stat_of(6, "old", 500, 0, 11), stat_of(9, "resizer", 0, 0, 12)});
  const auto end = read({stat_of(1, "init", 910, 0, 0), stat_of(5, "browser", 160, 20, 10),
                         stat_of(6, "compiler", 50, 0, 99),  // another process with the same id
                         stat_of(7, "compiler", 60, 0, 98), stat_of(9, "resizer", 9000, 0, 12),
                         stat_of(10, "elsewhere", 9000, 0, 12, 7)});
  const auto busiest = busiest_program({.begin = begin, .end = end, .self = 9, .cpus = {0, 1}});
  ASSERT_TRUE(busiest);
  EXPECT_EQ(busiest->name, "compiler");
  EXPECT_EQ(busiest->cpu, 1100ms) << "of both of its processes";
}

TEST(BusiestProgram, IsNoneWhereNoneUsedAny) {
  const auto times = read({stat_of(1, "init", 900, 0, 0), stat_of(9, "resizer", 0, 0, 12)});
  EXPECT_FALSE(busiest_program({.begin = times, .end = times, .self = 9, .cpus = {0}}));
  EXPECT_FALSE(busiest_program({}));
}

}  // namespace
}  // namespace resizer::machine
