#include "machine/description.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "machine/text_files.hpp"
#include "util/cgroup.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

/// x86 names the model; MIPS, POWER and RISC-V have their own words for it. Machines with a device tree have the name
/// of the board, and s390 no more than its vendor.
std::optional<std::string> cpu_model(const fs::path& root) {
  for (const char* key : {"model name", "cpu model", "cpu", "uarch"}) {
    if (auto name = first_of(values_of(root / "proc/cpuinfo", key, ':'))) return name;
  }
  if (auto board = read_line(root / "sys/firmware/devicetree/base/model")) return board;
  return first_of(values_of(root / "proc/cpuinfo", "vendor_id", ':'));
}

/// Lines such as "MemTotal:  16318072 kB".
std::optional<std::uint64_t> memory_line(const fs::path& root, const std::string& key) {
  constexpr double kBytesPerKib = 1024;
  constexpr double kMostKib = 1e15;
  const auto kib = to_number(first_of(values_of(root / "proc/meminfo", key, ':')));
  if (!kib || *kib < 0 || *kib > kMostKib) return std::nullopt;
  return static_cast<std::uint64_t>(*kib * kBytesPerKib);
}

/// The cpufreq files of that name of each CPU; CPUs without it are skipped.
std::vector<std::string> cpufreq_values(const fs::path& root, const Cpus& cpus, const char* name) {
  std::vector<std::string> values;
  for (const unsigned cpu : cpus) {
    if (auto value = read_line(cpu_folder(root, cpu) / "cpufreq" / name)) values.push_back(std::move(*value));
  }
  return values;
}

std::vector<double> positive_numbers(const std::vector<std::string>& texts) {
  std::vector<double> numbers;
  for (const std::string& text : texts) {
    const auto number = to_number(text);
    if (number && *number > 0) numbers.push_back(*number);
  }
  return numbers;
}

std::set<std::string> cpufreq_set(const fs::path& root, const Cpus& cpus, const char* name) {
  const std::vector<std::string> values = cpufreq_values(root, cpus, name);
  return {values.begin(), values.end()};
}

std::optional<double> mean(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

constexpr double kKhzPerMhz = 1000;

/// From cpufreq, in kHz; a virtual machine has only what /proc/cpuinfo says of all cores, in MHz.
std::optional<double> frequency_mhz(const fs::path& root, const Cpus& cpus) {
  const auto khz = mean(positive_numbers(cpufreq_values(root, cpus, "scaling_cur_freq")));
  return khz ? *khz / kKhzPerMhz : mean(positive_numbers(values_of(root / "proc/cpuinfo", "cpu MHz", ':')));
}

std::optional<double> max_frequency_mhz(const fs::path& root, const Cpus& cpus) {
  const std::vector<double> khz = positive_numbers(cpufreq_values(root, cpus, "cpuinfo_max_freq"));
  return khz.empty() ? std::nullopt : std::optional(*std::ranges::max_element(khz) / kKhzPerMhz);
}

std::optional<double> load_average(const fs::path& root) {
  const auto load = to_number(read_line(root / "proc/loadavg"));
  return load && *load >= 0 ? load : std::nullopt;
}

std::optional<std::string> kernel(const fs::path& root) {
  const auto type = read_line(root / "proc/sys/kernel/ostype");
  const auto release = read_line(root / "proc/sys/kernel/osrelease");
  return type && release ? std::optional(*type + ' ' + *release) : std::nullopt;
}

/// os-release(5), whose values may be quoted.
std::optional<std::string> system_name(const fs::path& root) {
  auto name = first_of(values_of(root / "etc/os-release", "PRETTY_NAME", '='));
  if (name) std::erase(*name, '"');
  return name;
}

std::optional<unsigned> count_online(const Topology& topology) {
  return topology.online.empty() ? std::nullopt : std::optional(static_cast<unsigned>(topology.online.size()));
}

/// The cores with none but these threads; cores without any of them are left out.
std::vector<Core> restricted_to(const Cpus& cpus, const std::vector<Core>& cores) {
  std::vector<Core> allowed;
  for (const Core& core : cores) {
    Core part{.package = core.package, .cpus = {}};
    std::ranges::set_intersection(core.cpus, cpus, std::back_inserter(part.cpus));
    if (!part.cpus.empty()) allowed.push_back(std::move(part));
  }
  return allowed;
}

}  // namespace

Description describe(const Cpus& cpus, const fs::path& root) {
  Topology topology = read_topology(root);
  Description machine{.cpu_model = cpu_model(root),
                      .online_cores = count_online(topology),
                      .governor = joined(cpufreq_set(root, cpus, "scaling_governor")),
                      .frequency_driver = joined(cpufreq_set(root, cpus, "scaling_driver")),
                      .frequency_mhz = frequency_mhz(root, cpus),
                      .max_frequency_mhz = max_frequency_mhz(root, cpus),
                      .load_average = load_average(root),
                      .memory_bytes = memory_line(root, "MemTotal"),
                      .available_memory_bytes = memory_line(root, "MemAvailable"),
                      .memory_limit_bytes = util::cgroup_memory_limit(root),
                      .kernel = kernel(root),
                      .system = system_name(root),
                      .topology = {},
                      .core_kinds = read_core_kinds(topology.cores, root),
                      .allowed_core_kinds = read_core_kinds(restricted_to(cpus, topology.cores), root),
                      .power = read_power(root),
                      .energy = EnergyReader(root).access(),
                      .thermal = read_thermal(topology.online, root),
                      .virtualization = read_virtualization(root),
                      .quota_stops = read_quota_stops(root),
                      .system_pressures = read_system_pressures(root),
                      .group_pressures = read_group_pressures(root)};
  machine.topology = std::move(topology);
  return machine;
}

}  // namespace resizer::machine
