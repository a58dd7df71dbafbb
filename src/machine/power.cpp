#include "machine/power.hpp"

#include <numeric>
#include <vector>

#include "machine/text_files.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

/// The supplies in class/power_supply.
struct Supplies {
  bool mains_online = false;
  bool mains_offline = false;
  bool discharging = false;
  std::vector<double> battery_percents;
};

void add_battery(const fs::path& folder, Supplies& supplies) {
  if (read_line(folder / "scope") == "Device") return;
  if (read_line(folder / "status") == "Discharging") supplies.discharging = true;
  constexpr std::uint64_t kFull = 100;
  const auto percent = read_count(folder / "capacity");
  if (percent && *percent <= kFull) supplies.battery_percents.push_back(static_cast<double>(*percent));
}

Supplies read_supplies(const fs::path& root) {
  Supplies supplies;
  for (const fs::path& folder : entries_of(root / "sys/class/power_supply")) {
    const auto type = read_line(folder / "type");
    if (type == "Battery") add_battery(folder, supplies);
    if (type != "Mains" && type != "USB") continue;
    const auto online = read_count(folder / "online");
    if (online) (*online > 0 ? supplies.mains_online : supplies.mains_offline) = true;
  }
  return supplies;
}

std::optional<PowerSource> source_of(const Supplies& supplies) {
  if (supplies.mains_online) return PowerSource::mains;
  const bool has_battery = !supplies.battery_percents.empty() || supplies.discharging;
  if (supplies.discharging || (has_battery && supplies.mains_offline)) return PowerSource::battery;
  return std::nullopt;
}

std::optional<double> mean(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<bool> read_turbo(const fs::path& root) {
  if (const auto off = read_count(cpu_folder(root) / "intel_pstate/no_turbo")) return *off == 0;
  if (const auto on = read_count(cpu_folder(root) / "cpufreq/boost")) return *on > 0;
  return std::nullopt;
}

}  // namespace

std::optional<PowerSource> read_power_source(const fs::path& root) {
  return source_of(read_supplies(root));
}

Power read_power(const fs::path& root) {
  const Supplies supplies = read_supplies(root);
  return {.source = source_of(supplies),
          .battery_percent = mean(supplies.battery_percents),
          .profile = read_line(root / "sys/firmware/acpi/platform_profile"),
          .turbo = read_turbo(root),
          .energy_preference = read_line(cpu_folder(root) / "cpufreq/policy0/energy_performance_preference")};
}

}  // namespace resizer::machine
