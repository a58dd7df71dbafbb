#include "machine/thermal.hpp"

#include <algorithm>

#include "machine/text_files.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

std::vector<ThermalZone> read_zones(const fs::path& root) {
  constexpr double kPerDegree = 1000;
  constexpr std::int64_t kColdest = -273'150;
  constexpr std::int64_t kHottest = 1'000'000;
  std::vector<ThermalZone> zones;
  for (const fs::path& folder : entries_of(root / "sys/class/thermal")) {
    if (!folder.filename().native().starts_with("thermal_zone")) continue;
    const auto type = read_line(folder / "type");
    const auto millidegrees = read_integer(folder / "temp");
    if (!type || !millidegrees || *millidegrees < kColdest || *millidegrees > kHottest) continue;
    zones.push_back({*type, static_cast<double>(*millidegrees) / kPerDegree});
  }
  return zones;
}

}  // namespace

std::optional<Throttles> read_throttles(const Cpus& cpus, const fs::path& root) {
  std::optional<Throttles> most;
  for (const unsigned cpu : cpus) {
    const fs::path folder = cpu_folder(root, cpu) / "thermal_throttle";
    const auto core = read_count(folder / "core_throttle_count");
    const auto package = read_count(folder / "package_throttle_count");
    if (!core && !package) continue;
    if (!most) most = Throttles();
    most->core = std::max(most->core, core.value_or(0));
    most->package = std::max(most->package, package.value_or(0));
  }
  return most;
}

Thermal read_thermal(const Cpus& cpus, const fs::path& root) {
  return {.zones = read_zones(root), .throttles = read_throttles(cpus, root)};
}

}  // namespace resizer::machine
