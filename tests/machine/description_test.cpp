#include "machine/description.hpp"

#include <gtest/gtest.h>

#include "util/fake_root.hpp"

namespace resizer::machine {
namespace {

const Cpus kCpus{0, 3};
const std::string cpu_folder = "sys/devices/system/cpu/";

TEST(Description, IsToldByProcAndSys) {
  const util::FakeRoot root(std::vector<util::File>{
      {"proc/cpuinfo",
       "processor\t: 0\nmodel name\t: AMD Ryzen 7 5800X 8-Core Processor\ncpu MHz\t\t: 2200.000\n"
       "processor\t: 1\nmodel name\t: AMD Ryzen 7 5800X 8-Core Processor\n"},
      {"proc/loadavg", "1.25 0.80 0.60 2/345 6789\n"},
      {"proc/meminfo", "MemTotal:       16000000 kB\nMemFree:  1 kB\nMemAvailable:    8000000 kB\n"},
      {"proc/sys/kernel/ostype", "Linux\n"},
      {"proc/sys/kernel/osrelease", "6.1.0-13-amd64\n"},
      {"etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"},
      {cpu_folder + "online", "0-3,6\n"},
      {cpu_folder + "cpu0/cpufreq/scaling_governor", "schedutil\n"},
      {cpu_folder + "cpu0/cpufreq/scaling_driver", "acpi-cpufreq\n"},
      {cpu_folder + "cpu0/cpufreq/scaling_cur_freq", "3000000\n"},
      {cpu_folder + "cpu0/cpufreq/cpuinfo_max_freq", "4200000\n"},
      {cpu_folder + "cpu1/cpufreq/scaling_governor", "performance\n"},
      {cpu_folder + "cpu3/cpufreq/scaling_governor", "powersave\n"},
      {cpu_folder + "cpu3/cpufreq/scaling_driver", "acpi-cpufreq\n"},
      {cpu_folder + "cpu3/cpufreq/scaling_cur_freq", "2000000\n"},
      {cpu_folder + "cpu3/cpufreq/cpuinfo_max_freq", "4700000\n"},
  });
  const Description machine = describe(kCpus, root.path());
  EXPECT_EQ(machine.cpu_model, "AMD Ryzen 7 5800X 8-Core Processor");
  EXPECT_EQ(machine.online_cores, 5U);
  EXPECT_EQ(machine.governor, "powersave, schedutil") << "of cores 0 and 3 only";
  EXPECT_EQ(machine.frequency_driver, "acpi-cpufreq");
  EXPECT_EQ(machine.frequency_mhz, 2500);
  EXPECT_EQ(machine.max_frequency_mhz, 4700);
  EXPECT_EQ(machine.load_average, 1.25);
  EXPECT_EQ(machine.memory_bytes, 16'384'000'000U);
  EXPECT_EQ(machine.available_memory_bytes, 8'192'000'000U);
  EXPECT_EQ(machine.memory_limit_bytes, std::nullopt);
  EXPECT_EQ(machine.kernel, "Linux 6.1.0-13-amd64");
  EXPECT_EQ(machine.system, "Debian GNU/Linux 12 (bookworm)");
}

TEST(Description, OfWhichNothingIsKnownIsUnknown) {
  const util::FakeRoot root(std::vector<util::File>{
      {"proc/loadavg", "nonsense\n"}, {cpu_folder + "online", "?\n"}, {"proc/cpuinfo", "model name :\n"}});
  const Description machine = describe(kCpus, root.path());
  EXPECT_EQ(machine.cpu_model, std::nullopt);
  EXPECT_EQ(machine.online_cores, std::nullopt);
  EXPECT_EQ(machine.governor, std::nullopt);
  EXPECT_EQ(machine.frequency_mhz, std::nullopt);
  EXPECT_EQ(machine.max_frequency_mhz, std::nullopt);
  EXPECT_EQ(machine.load_average, std::nullopt);
  EXPECT_EQ(machine.memory_bytes, std::nullopt);
  EXPECT_EQ(machine.kernel, std::nullopt);
  EXPECT_EQ(machine.system, std::nullopt);
}

TEST(Description, TakesTheFrequencyOfAVirtualMachineFromCpuinfo) {
  const util::FakeRoot root(
      std::vector<util::File>{{"proc/cpuinfo", "cpu MHz\t\t: 2200.500\ncpu MHz\t\t: 2200.700\n"}});
  EXPECT_DOUBLE_EQ(describe(kCpus, root.path()).frequency_mhz.value(), 2200.6);
}

TEST(Description, ThatRunsThisTestHasAKernel) {
  EXPECT_NE(describe(kCpus).kernel, std::nullopt);
}

}  // namespace
}  // namespace resizer::machine
