#include "machine/events.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "util/fake_root.hpp"

namespace resizer::machine {
namespace {

const std::string cpus_folder = "sys/devices/system/cpu/";

/// A laptop with two cores on mains.
std::vector<util::File> laptop() {
  return {{cpus_folder + "cpu0/thermal_throttle/core_throttle_count", "5\n"},
          {cpus_folder + "cpu1/thermal_throttle/core_throttle_count", "2\n"},
          {cpus_folder + "cpu1/thermal_throttle/package_throttle_count", "7\n"},
          {cpus_folder + "cpu0/cpufreq/scaling_governor", "performance\n"},
          {cpus_folder + "cpu1/cpufreq/scaling_governor", "performance\n"},
          {"sys/class/power_supply/AC/type", "Mains\n"},
          {"sys/class/power_supply/AC/online", "1\n"},
          {"sys/class/power_supply/BAT0/type", "Battery\n"},
          {"sys/class/power_supply/BAT0/capacity", "90\n"},
          {"sys/class/power_supply/BAT0/status", "Charging\n"}};
}

void write(const util::FakeRoot& root, const std::string& path, const std::string& content) {
  std::ofstream(root.path() / path) << content;
}

TEST(Events, AreWhatChangedBetweenTwoReadings) {
  const util::FakeRoot root(laptop());
  const StateReader reader({0, 1}, root.path());
  const State begin = reader.read();
  EXPECT_EQ(begin.throttles, (Throttles{.core = 5, .package = 7}));
  EXPECT_EQ(begin.power_source, PowerSource::mains);
  EXPECT_EQ(begin.governor, "performance");
  EXPECT_TRUE(events_between(begin, reader.read()).empty());

  write(root, cpus_folder + "cpu0/thermal_throttle/core_throttle_count", "8\n");
  write(root, "sys/class/power_supply/AC/online", "0\n");
  write(root, cpus_folder + "cpu1/cpufreq/scaling_governor", "powersave\n");
  const std::vector<Event> events = events_between(begin, reader.read());
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(std::get<Throttled>(events[0]).times, 3U);
  EXPECT_EQ(std::get<PowerSourceChanged>(events[1]).to, PowerSource::battery);
  EXPECT_EQ(std::get<GovernorChanged>(events[2]).from, "performance");
  EXPECT_EQ(std::get<GovernorChanged>(events[2]).to, "performance, powersave");
}

TEST(Events, AreNoneOfWhatIsUnknown) {
  const util::FakeRoot root(laptop());
  const StateReader reader({0, 1}, root.path());
  const State begin = reader.read();
  for (const util::File& file : laptop()) std::filesystem::remove(root.path() / file.path);
  EXPECT_TRUE(events_between(begin, reader.read()).empty()) << "all files are gone";
  EXPECT_TRUE(events_between(State(), begin).empty());
  const util::FakeRoot empty(std::vector<util::File>{});
  const State unknown = StateReader({0, 1}, empty.path()).read();
  EXPECT_FALSE(unknown.throttles || unknown.power_source || unknown.governor);
}

TEST(Events, AreNoneWhenCountersStartAnew) {
  EXPECT_TRUE(events_between({.throttles = Throttles{9, 9}, .power_source = {}, .governor = {}},
                             {.throttles = Throttles{1, 1}, .power_source = {}, .governor = {}})
                  .empty());
}

}  // namespace
}  // namespace resizer::machine
