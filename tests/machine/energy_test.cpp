#include "machine/energy.hpp"

#include <gtest/gtest.h>

#include "util/fake_root.hpp"

namespace resizer::machine {
namespace {

using Files = std::vector<util::File>;

const std::string kZones = "sys/class/powercap/";
const std::string kSupplies = "sys/class/power_supply/";

/// A zone with this name.
Files zone(const std::string& folder, const std::string& name, const std::string& energy_uj) {
  return {{kZones + folder + "/name", name + '\n'},
          {kZones + folder + "/max_energy_range_uj", "262143000000\n"},
          {kZones + folder + "/energy_uj", energy_uj + '\n'}};
}

/// A battery that is discharging, with these further files.
Files battery(const std::string& name, const Files& files) {
  Files all{{kSupplies + name + "/type", "Battery\n"}, {kSupplies + name + "/status", "Discharging\n"}};
  for (const auto& [file, content] : files) all.push_back({kSupplies + name + '/' + file, content + '\n'});
  return all;
}

Files operator+(Files files, const Files& more) {
  files.insert(files.end(), more.begin(), more.end());
  return files;
}

std::optional<EnergySample> sample_during(const Files& files) {
  const util::FakeRoot root(files);
  return EnergyReader(root.path()).read();
}

TEST(Energy, IsTheDifferenceOfTwoSamples) {
  struct Row {
    const char* name;
    Files begin;
    Files end;
    std::optional<double> joules;
  };
  const auto charge = [](const std::string& uah, const std::string& uv) {
    return battery("BAT0", {{"charge_now", uah}, {"charge_full", "4100000"}, {"voltage_now", uv}});
  };
  const auto energy = [](const std::string& name, const std::string& uwh) {
    return battery(name, {{"energy_now", uwh}, {"energy_full", "52000000"}});
  };
  const Row rows[] = {
      {"a package", zone("intel-rapl:0", "package-0", "1000000"), zone("intel-rapl:0", "package-0", "3500000"), 2.5},
      {"two packages", zone("intel-rapl:0", "package-0", "0") + zone("intel-rapl:1", "package-1", "5000000"),
       zone("intel-rapl:0", "package-0", "1000000") + zone("intel-rapl:1", "package-1", "7000000"), 3},
      {"parts and copies of it",
       zone("intel-rapl:0", "package-0", "0") + zone("intel-rapl:0:0", "core", "0") +
           zone("intel-rapl-mmio:0", "package-0", "0"),
       zone("intel-rapl:0", "package-0", "1000000") + zone("intel-rapl:0:0", "core", "900000") +
           zone("intel-rapl-mmio:0", "package-0", "1000000"),
       1},
      {"the whole machine", zone("intel-rapl:0", "package-0", "0") + zone("intel-rapl:1", "psys", "0"),
       zone("intel-rapl:0", "package-0", "1000000") + zone("intel-rapl:1", "psys", "4000000"), 4},
      {"a new start at 0", zone("intel-rapl:0", "package-0", "262142000000"),
       zone("intel-rapl:0", "package-0", "2000000"), 3},
      {"a fall beyond its range", zone("intel-rapl:0", "package-0", "262144000000"),
       zone("intel-rapl:0", "package-0", "2000000"), std::nullopt},
      {"a counter for root only", zone("intel-rapl:0", "package-0", ""), zone("intel-rapl:0", "package-0", ""),
       std::nullopt},
      {"one for root only, and a battery", zone("intel-rapl:0", "package-0", "") + energy("BAT0", "20000000"),
       zone("intel-rapl:0", "package-0", "") + energy("BAT0", "19000000"), 3600},
      {"two batteries", energy("BAT0", "20000000") + energy("BAT1", "9000000"),
       energy("BAT0", "20000000") + energy("BAT1", "8000000"), 3600},
      {"a charge at the mean voltage", charge("2000000", "12000000"), charge("1900000", "11000000"), 0.1 * 11.5 * 3600},
      {"fewer than ten steps of a battery", energy("BAT0", "20010000"), energy("BAT0", "19920000"), std::nullopt},
      {"ten steps of a battery", energy("BAT0", "20010000"), energy("BAT0", "19910000"), 360},
      {"a battery that gained", energy("BAT0", "19000000"), energy("BAT0", "20000000"), std::nullopt},
      {"another source", zone("intel-rapl:0", "package-0", "0"), energy("BAT0", "1"), std::nullopt},
      {"nothing", {}, {}, std::nullopt},
  };
  for (const Row& row : rows) {
    const auto joules = joules_between(sample_during(row.begin), sample_during(row.end));
    ASSERT_EQ(joules.has_value(), row.joules.has_value()) << row.name;
    EXPECT_NEAR(joules.value_or(0), row.joules.value_or(0), 1e-6) << row.name;
  }
}

TEST(Energy, OfABatteryIsKnownWhileOneIsDischarging) {
  const Files charging = {{kSupplies + "BAT0/type", "Battery"},
                          {kSupplies + "BAT0/status", "Charging"},
                          {kSupplies + "BAT0/energy_now", "20000000"}};
  EXPECT_FALSE(sample_during(charging));
  EXPECT_TRUE(sample_during(charging + battery("BAT1", {{"energy_now", "1000000"}})));
  const Files mouse = battery("hid", {{"energy_now", "1000000"}, {"scope", "Device"}});
  EXPECT_FALSE(sample_during(mouse));
}

TEST(EnergyAccess, SaysWhatThereIsAndWhatIsForbidden) {
  const auto access_to = [](const Files& files) {
    const util::FakeRoot root(files);
    return EnergyReader(root.path()).access();
  };
  const Files forbidden = zone("intel-rapl:0", "package-0", "");
  EXPECT_EQ(access_to(forbidden).source, std::nullopt);
  EXPECT_TRUE(access_to(forbidden).needs_root);
  const EnergyAccess battery_access =
      access_to(forbidden + battery("BAT0", {{"energy_now", "20010000"}, {"energy_full", "52000000"}}));
  EXPECT_EQ(battery_access.source, EnergySource::battery);
  EXPECT_TRUE(battery_access.needs_root);
  EXPECT_NEAR(battery_access.resolution_j, 36, 1e-9) << "steps of 10 mWh";
  EXPECT_EQ(access_to({}).source, std::nullopt);
  EXPECT_FALSE(access_to({}).needs_root);
}

}  // namespace
}  // namespace resizer::machine
