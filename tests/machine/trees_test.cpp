/// What is read of each machine in tests/machine/trees.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "machine/description.hpp"
#include "support/machine_tree.hpp"
#include "util/printable.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

using test::MachineTree;

struct KindFacts {
  std::size_t cores;
  std::string cpus;
  std::optional<std::uint64_t> capacity;
  std::optional<double> max_mhz;
  friend bool operator==(const KindFacts&, const KindFacts&) = default;
};

std::ostream& operator<<(std::ostream& out, const KindFacts& kind) {
  return out << kind.cores << " cores, CPUs " << kind.cpus << ", capacity " << kind.capacity.value_or(0) << ", at most "
             << kind.max_mhz.value_or(0) << " MHz";
}

std::vector<KindFacts> facts_of(const std::vector<CoreKind>& kinds) {
  std::vector<KindFacts> all;
  for (const CoreKind& kind : kinds) {
    all.push_back({kind.cores.size(), to_cpu_list(kind.cpus), kind.capacity, kind.clock.max_mhz});
  }
  return all;
}

const std::vector<MachineTree>& machine_trees() {
  static const std::vector<MachineTree> trees = test::read_machine_trees(RESIZER_SOURCE_DIR "/tests/machine/trees");
  return trees;
}

MachineTree tree_of(const std::string& name) {
  for (const MachineTree& tree : machine_trees()) {
    if (tree.name == name) return tree;
  }
  throw std::out_of_range("no tree " + name);
}

Description description_of(const std::string& name) {
  const MachineTree tree = tree_of(name);
  const util::FakeRoot root(tree.files);
  return describe(tree.allowed, root.path());
}

constexpr auto kNone = std::nullopt;

TEST(MachineTrees, HaveTheCoresThatAreWrittenDown) {
  struct Row {
    std::string name;
    std::vector<KindFacts> kinds;
    std::size_t packages;
    std::size_t threads_per_core;
    std::string offline;
  };
  const std::vector<Row> rows = {
      {"amd_two_l3", {{8, "0-15", kNone, 4426}}, 1, 2, ""},
      {"arm_big_little", {{2, "4-5", 1024, 1800}, {4, "0-3", 485, 1416}}, 1, 1, ""},
      {"arm_three_clusters", {{1, "7", 1024, 2841.6}, {3, "4-6", 871, 2419.2}, {4, "0-3", 261, 1804.8}}, 1, 1, ""},
      {"container_v1", {{4, "0-7", kNone, kNone}}, 1, 2, ""},
      {"container_v2", {{2, "0-3", kNone, kNone}}, 1, 2, ""},
      {"container_v2_throttled", {}, 0, 0, ""},
      {"cpuset", {{2, "0-3", kNone, kNone}, {4, "4-7", kNone, kNone}}, 1, 2, ""},
      {"intel_hybrid", {{4, "0-7", kNone, 4700}, {8, "8-15", kNone, 3400}}, 1, 2, ""},
      {"intel_smt", {{4, "0-7", kNone, 4500}}, 1, 2, ""},
      {"intel_smt_off", {{4, "0-3", kNone, 4500}}, 1, 1, "4-7"},
      {"laptop_on_battery", {{4, "0-7", kNone, 3400}}, 1, 2, ""},
      {"laptop_on_mains", {{2, "0-3", kNone, 4056}}, 1, 2, ""},
      {"no_files", {}, 0, 0, ""},
      {"odd", {}, 0, 0, ""},
      {"offline_cores", {{4, "0-4,6-7", kNone, kNone}}, 1, 2, "5"},
      {"riscv", {{4, "0-3", kNone, 1500}}, 1, 1, ""},
      {"s390", {{2, "0-1", kNone, kNone}}, 1, 1, ""},
      {"throttling", {{2, "0-1", kNone, 4000}}, 1, 1, ""},
      {"turbo_off", {{2, "0-1", kNone, 4900}}, 1, 1, ""},
      {"two_packages", {{8, "0-15", kNone, 3900}}, 2, 2, ""},
      {"vm_kvm", {{2, "0-1", kNone, kNone}}, 1, 1, ""},
      {"vm_xen", {{2, "0-1", kNone, kNone}}, 2, 1, ""},
  };
  EXPECT_EQ(rows.size(), machine_trees().size()) << "a row for each tree";
  for (const Row& row : rows) {
    const Description machine = description_of(row.name);
    EXPECT_EQ(facts_of(machine.core_kinds), row.kinds) << row.name;
    EXPECT_EQ(machine.topology.packages, row.packages) << row.name;
    EXPECT_EQ(machine.topology.threads_per_core(), row.threads_per_core) << row.name;
    EXPECT_EQ(to_cpu_list(machine.topology.offline), row.offline) << row.name;
  }
}

TEST(MachineTrees, HaveTheCachesThatAreWrittenDown) {
  const std::vector<Cache> hybrid = description_of("intel_hybrid").topology.caches;
  ASSERT_EQ(hybrid.size(), 4U) << "each once, however many CPUs show it";
  EXPECT_EQ(hybrid[0].type, "Data");
  EXPECT_EQ(hybrid[0].bytes, 48U << 10U);
  EXPECT_EQ(to_cpu_list(hybrid[1].cpus), "8-11");
  EXPECT_EQ(to_cpu_list(hybrid[2].cpus), "12-15");
  EXPECT_EQ(hybrid[3].level, 3U);
  EXPECT_EQ(hybrid[3].bytes, 18U << 20U);
  EXPECT_EQ(to_cpu_list(hybrid[3].cpus), "0-15");
  EXPECT_EQ(to_cpu_list(description_of("amd_two_l3").topology.caches.at(1).cpus), "4-7,12-15");
  EXPECT_EQ(description_of("riscv").topology.caches.at(0).bytes, 2U << 20U) << "2M";
  EXPECT_TRUE(description_of("odd").topology.caches.empty());
}

TEST(MachineTrees, HaveThePowerThatIsWrittenDown) {
  struct Row {
    std::string name;
    std::optional<PowerSource> source;
    std::optional<double> battery_percent;
    std::optional<std::string> profile;
    std::optional<bool> turbo;
  };
  const Row rows[] = {
      {"laptop_on_battery", PowerSource::battery, 54, "low-power", true},
      {"laptop_on_mains", PowerSource::mains, 100, "performance", true},
      {"intel_hybrid", PowerSource::mains, 80, "balanced", true},
      {"arm_three_clusters", PowerSource::battery, 37, kNone, kNone},
      {"turbo_off", kNone, kNone, kNone, false},
      {"vm_kvm", kNone, kNone, kNone, kNone},
      {"no_files", kNone, kNone, kNone, kNone},
      {"odd", kNone, kNone, kNone, kNone},
  };
  for (const Row& row : rows) {
    const Power power = description_of(row.name).power;
    EXPECT_EQ(power.source, row.source) << row.name;
    EXPECT_EQ(power.battery_percent, row.battery_percent) << row.name;
    EXPECT_EQ(power.profile, row.profile) << row.name;
    EXPECT_EQ(power.turbo, row.turbo) << row.name;
  }
  EXPECT_EQ(description_of("laptop_on_battery").core_kinds.at(0).clock.limit_mhz, 2100);
  EXPECT_EQ(description_of("amd_two_l3").power.energy_preference, "performance");
  EXPECT_EQ(description_of("cpuset").governor, "performance, powersave");
}

TEST(MachineTrees, HaveTheSourceOfEnergyThatIsWrittenDown) {
  struct Row {
    std::optional<EnergySource> source;
    bool needs_root;
  };
  const std::map<std::string, Row> rows = {{"two_packages", {EnergySource::packages, false}},
                                           {"intel_hybrid", {EnergySource::platform, false}},
                                           {"laptop_on_battery", {EnergySource::battery, false}},
                                           {"amd_two_l3", {kNone, true}}};
  for (const MachineTree& tree : machine_trees()) {
    const auto found = rows.find(tree.name);
    const Row expected = found != rows.end() ? found->second : Row{kNone, false};
    const EnergyAccess energy = description_of(tree.name).energy;
    EXPECT_EQ(energy.source, expected.source) << tree.name;
    EXPECT_EQ(energy.needs_root, expected.needs_root) << tree.name;
  }
}

TEST(MachineTrees, HaveTheVirtualizationThatIsWrittenDown) {
  const std::map<std::string, std::optional<std::string>> names = {
      {"vm_kvm", "KVM"}, {"vm_xen", "Xen"}, {"s390", "KVM/Linux"}};
  for (const MachineTree& tree : machine_trees()) {
    const auto found = names.find(tree.name);
    const Virtualization virtualization = description_of(tree.name).virtualization;
    EXPECT_EQ(virtualization.is_virtual, found != names.end()) << tree.name;
    EXPECT_EQ(virtualization.name, found != names.end() ? found->second : std::optional<std::string>()) << tree.name;
  }
}

TEST(MachineTrees, HaveTheQuotaThatIsWrittenDown) {
  struct Row {
    std::string name;
    std::uint64_t periods;
    std::uint64_t stopped_periods;
    std::chrono::microseconds stopped;
  };
  using std::chrono::microseconds;
  const Row rows[] = {{"container_v2", 200, 0, microseconds(0)},
                      {"container_v2_throttled", 1000, 400, microseconds(12'000'000)},
                      {"container_v1", 300, 3, microseconds(5000)}};
  for (const Row& row : rows) {
    const auto stops = description_of(row.name).quota_stops;
    ASSERT_TRUE(stops) << row.name;
    EXPECT_EQ(stops->periods, row.periods) << row.name;
    EXPECT_EQ(stops->stopped_periods, row.stopped_periods) << row.name;
    EXPECT_EQ(stops->stopped, row.stopped) << row.name;
  }
  const Description container = description_of("container_v2");
  EXPECT_DOUBLE_EQ(container.system_pressures.cpu.value().share_10s, 0.015);
  EXPECT_DOUBLE_EQ(container.system_pressures.cpu.value().share_60s, 0.0225);
  EXPECT_EQ(container.system_pressures.cpu.value().total, microseconds(123'456));
  EXPECT_EQ(container.system_pressures.io.value().total, microseconds(7));
  EXPECT_FALSE(container.system_pressures.memory);
  EXPECT_DOUBLE_EQ(container.group_pressures.cpu.value().share_10s, 0.5);
  EXPECT_FALSE(description_of("odd").quota_stops);
  EXPECT_FALSE(description_of("odd").system_pressures.cpu);
}

TEST(MachineTrees, HaveTheHeatThatIsWrittenDown) {
  const Thermal thermal = description_of("throttling").thermal;
  ASSERT_EQ(thermal.zones.size(), 2U) << "that can be read";
  EXPECT_EQ(thermal.zones[0].type, "acpitz");
  EXPECT_DOUBLE_EQ(thermal.zones[0].celsius, -5);
  EXPECT_DOUBLE_EQ(thermal.zones[1].celsius, 97);
  EXPECT_EQ(thermal.throttles, (Throttles{.core = 17, .package = 1234}));
  EXPECT_EQ(description_of("intel_hybrid").thermal.throttles, Throttles());
  EXPECT_EQ(description_of("odd").thermal.throttles, kNone);
  EXPECT_TRUE(description_of("odd").thermal.zones.empty());
}

TEST(MachineTrees, NameTheProcessorOrTheBoard) {
  const std::map<std::string, std::optional<std::string>> names = {
      {"arm_big_little", "Pine64 RockPro64 v2.1"},
      {"riscv", "sifive,u74-mc"},
      {"s390", "IBM/S390"},
      {"odd", "Bad \\x1B[31mname"},
      {"no_files", kNone},
      {"amd_two_l3", "AMD Ryzen 7 3700X 8-Core Processor"}};
  for (const auto& [name, model] : names) EXPECT_EQ(description_of(name).cpu_model, model) << name;
}

TEST(MachineTrees, KnowOfAllowedCoresWhatTheyAre) {
  const std::vector<KindFacts> expected = {{1, "1", kNone, kNone}, {2, "4-5", kNone, kNone}};
  EXPECT_EQ(facts_of(description_of("cpuset").allowed_core_kinds), expected);
}

/// Whatever one file of a machine holds, the others are read, and nothing is thrown.
TEST(MachineTrees, SurviveOddContents) {
  const std::string odd_contents[] = {"",
                                      "\n",
                                      "-1\n",
                                      "0\n",
                                      "18446744073709551616\n",
                                      "0-4294967295\n",
                                      "0-65535\n",
                                      std::string(1U << 20U, 'x'),
                                      std::string(1U << 20U, '\n'),
                                      std::string("\0\xFF\x1B[2J\xC0\x80", 8)};
  for (const char* name : {"laptop_on_mains", "container_v2", "throttling", "s390"}) {
    const MachineTree tree = tree_of(name);
    const util::FakeRoot root(tree.files);
    std::set<std::string> tried;
    for (const util::File& file : tree.files) {
      if (!tried.insert(fs::path(file.path).filename()).second) continue;
      for (const std::string& odd : odd_contents) {
        std::ofstream(root.path() / file.path) << odd;
        EXPECT_NO_THROW({
          const Description machine = describe(tree.allowed, root.path());
          EXPECT_TRUE(util::is_utf8(machine.cpu_model.value_or(""))) << name << ' ' << file.path;
        }) << name
           << ' ' << file.path << ": " << util::printable(odd.substr(0, 40));
      }
      std::ofstream(root.path() / file.path) << file.content;
    }
  }
}

}  // namespace
}  // namespace resizer::machine
