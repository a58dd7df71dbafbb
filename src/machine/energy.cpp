#include "machine/energy.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "machine/text_files.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

constexpr double kMicro = 1e-6;
constexpr double kSecondsPerHour = 3600;
constexpr double kFewestSteps = 10;

/// "intel-rapl:0", but not "intel-rapl:0:1".
bool is_top_zone(const std::string& name) {
  static constexpr std::string_view kPrefix = "intel-rapl:";
  return name.starts_with(kPrefix) && name.find(':', kPrefix.size()) == std::string::npos;
}

std::optional<EnergyCounter> read_zone(const fs::path& zone) {
  const auto energy_uj = read_count(zone / "energy_uj");
  const auto range_uj = read_count(zone / "max_energy_range_uj");
  if (!energy_uj) return std::nullopt;
  return EnergyCounter{.count = *energy_uj, .range = range_uj.value_or(0), .joules_per_count = kMicro};
}

std::optional<EnergyCounter> read_battery(const fs::path& battery) {
  constexpr double kJoulesPerMicrowattHour = kSecondsPerHour * kMicro;
  if (const auto left_uwh = read_count(battery / "energy_now")) {
    return EnergyCounter{.count = *left_uwh, .range = 0, .joules_per_count = kJoulesPerMicrowattHour};
  }
  const auto left_uah = read_count(battery / "charge_now");
  const auto voltage_uv = read_count(battery / "voltage_now");
  if (!left_uah || !voltage_uv) return std::nullopt;
  const double volts = static_cast<double>(*voltage_uv) * kMicro;
  return EnergyCounter{.count = *left_uah, .range = 0, .joules_per_count = volts * kJoulesPerMicrowattHour};
}

/// The system does not tell the steps in which a battery counts, but its numbers of uWh or uAh end in their zeros. More
/// than 10 mWh or mAh are by chance.
std::uint64_t step_of(std::uint64_t count) {
  constexpr std::uint64_t kMostStep = 10'000;
  std::uint64_t step = 1;
  while (step < kMostStep && count % (step * 10) == 0) step *= 10;
  return step;
}

/// What was used; none if a counter went back that cannot start again.
std::optional<double> joules_of(EnergySource source, const EnergyCounter& begin, const EnergyCounter& end) {
  std::uint64_t first = begin.count;
  std::uint64_t last = end.count;
  if (source == EnergySource::battery) std::swap(first, last);
  if (last < first) {
    if (end.range < first) return std::nullopt;
    last += end.range;
  }
  return static_cast<double>(last - first) * (begin.joules_per_count + end.joules_per_count) / 2;
}

}  // namespace

EnergyReader::EnergyReader(const fs::path& root) {
  std::vector<fs::path> packages;
  std::vector<fs::path> platforms;
  for (const fs::path& zone : entries_of(root / "sys/class/powercap")) {
    if (!is_top_zone(zone.filename())) continue;
    const std::string name = read_line(zone / "name").value_or("");
    if (name == "psys") platforms.push_back(zone);
    if (name.starts_with("package")) packages.push_back(zone);
  }
  zone_source_ = platforms.empty() ? EnergySource::packages : EnergySource::platform;
  zones_ = platforms.empty() ? std::move(packages) : std::move(platforms);
  for (const fs::path& supply : entries_of(root / "sys/class/power_supply")) {
    const bool is_of_device = read_line(supply / "scope") == "Device";
    if (read_line(supply / "type") == "Battery" && !is_of_device) batteries_.push_back(supply);
  }
}

std::optional<EnergySample> EnergyReader::read_zones() const {
  if (zones_.empty()) return std::nullopt;
  EnergySample sample{.source = zone_source_, .resolution_j = kMicro, .counters = {}};
  for (const fs::path& zone : zones_) {
    const auto counter = read_zone(zone);
    if (!counter) return std::nullopt;
    sample.counters.push_back(*counter);
  }
  return sample;
}

std::optional<EnergySample> EnergyReader::read_batteries() const {
  EnergySample sample{.source = EnergySource::battery, .resolution_j = 0, .counters = {}};
  bool is_discharging = false;
  for (const fs::path& battery : batteries_) {
    const auto counter = read_battery(battery);
    if (!counter) continue;
    is_discharging = is_discharging || read_line(battery / "status") == "Discharging";
    sample.resolution_j += static_cast<double>(step_of(counter->count)) * counter->joules_per_count;
    sample.counters.push_back(*counter);
  }
  return is_discharging ? std::optional(std::move(sample)) : std::nullopt;
}

std::optional<EnergySample> EnergyReader::read() const {
  auto sample = read_zones();
  return sample ? sample : read_batteries();
}

EnergyAccess EnergyReader::access() const {
  EnergyAccess access{.source = {}, .needs_root = !zones_.empty() && !read_zones(), .resolution_j = 0};
  if (const auto sample = read()) {
    access.source = sample->source;
    access.resolution_j = sample->resolution_j;
  }
  return access;
}

std::optional<double> joules_between(const std::optional<EnergySample>& begin, const std::optional<EnergySample>& end) {
  if (!begin || !end || begin->source != end->source || begin->counters.size() != end->counters.size()) {
    return std::nullopt;
  }
  double used_j = 0;
  for (std::size_t i = 0; i < begin->counters.size(); ++i) {
    const auto joules = joules_of(begin->source, begin->counters[i], end->counters[i]);
    if (!joules) return std::nullopt;
    used_j += *joules;
  }
  // Of two counts, the one with fewer zeros at its end shows the steps.
  const bool is_enough = used_j >= kFewestSteps * std::min(begin->resolution_j, end->resolution_j);
  return is_enough ? std::optional(used_j) : std::nullopt;
}

}  // namespace resizer::machine
