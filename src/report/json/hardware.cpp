#include "report/json/parts.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

Json clock_json(const machine::Clock& clock) {
  return {{"min_mhz", json_or_null(clock.min_mhz)},
          {"max_mhz", json_or_null(clock.max_mhz)},
          {"limit_mhz", json_or_null(clock.limit_mhz)},
          {"governor", json_or_null(clock.governor)}};
}

Json kinds_json(const std::vector<machine::CoreKind>& kinds) {
  Json all = Json::array();
  for (const machine::CoreKind& kind : kinds) {
    all.push_back({{"cores", kind.cores.size()},
                   {"cpus", machine::to_cpu_list(kind.cpus)},
                   {"capacity", json_or_null(kind.capacity)},
                   {"clock", clock_json(kind.clock)}});
  }
  return all;
}

Json cores_json(const std::vector<machine::Core>& cores) {
  Json all = Json::array();
  for (const machine::Core& core : cores) all.push_back(machine::to_cpu_list(core.cpus));
  return all;
}

Json caches_json(const std::vector<machine::Cache>& caches) {
  Json all = Json::array();
  for (const machine::Cache& cache : caches) {
    all.push_back({{"level", cache.level},
                   {"type", cache.type},
                   {"bytes", cache.bytes},
                   {"cpus", machine::to_cpu_list(cache.cpus)}});
  }
  return all;
}

Json power_json(const machine::Power& power) {
  return {{"source", power.source ? Json(name_of(*power.source)) : Json(nullptr)},
          {"battery_percent", json_or_null(power.battery_percent)},
          {"profile", json_or_null(power.profile)},
          {"turbo", json_or_null(power.turbo)},
          {"energy_preference", json_or_null(power.energy_preference)}};
}

Json energy_json(const machine::EnergyAccess& energy) {
  return {{"source", energy.source ? Json(name_of(*energy.source)) : Json(nullptr)},
          {"resolution_j", energy.source ? Json(energy.resolution_j) : Json(nullptr)},
          {"needs_root", energy.needs_root}};
}

Json thermal_json(const machine::Thermal& thermal) {
  Json zones = Json::array();
  for (const auto& [type, celsius] : thermal.zones) zones.push_back({{"type", type}, {"celsius", celsius}});
  Json throttles;
  if (thermal.throttles) throttles = {{"core", thermal.throttles->core}, {"package", thermal.throttles->package}};
  return {{"zones", std::move(zones)}, {"throttles", std::move(throttles)}};
}

Json virtualization_json(const machine::Virtualization& virtualization) {
  if (!virtualization.is_virtual) return nullptr;
  return {{"name", json_or_null(virtualization.name)}};
}

Json quota_stops_json(const std::optional<machine::QuotaStops>& stops) {
  if (!stops) return nullptr;
  return {{"periods", stops->periods},
          {"stopped_periods", stops->stopped_periods},
          {"stopped_s", util::to_seconds(stops->stopped)}};
}

Json pressure_json(const std::optional<machine::Pressure>& pressure) {
  if (!pressure) return nullptr;
  return {{"share_10s", pressure->share_10s},
          {"share_60s", pressure->share_60s},
          {"total_s", util::to_seconds(pressure->total)}};
}

Json pressures_json(const machine::Pressures& pressures) {
  return {{"cpu", pressure_json(pressures.cpu)},
          {"memory", pressure_json(pressures.memory)},
          {"io", pressure_json(pressures.io)}};
}

}  // namespace

Json hardware_json(const machine::Description& machine) {
  const machine::Topology& topology = machine.topology;
  return {{"online_cpus", topology.online.empty() ? Json(nullptr) : Json(machine::to_cpu_list(topology.online))},
          {"offline_cpus", machine::to_cpu_list(topology.offline)},
          {"packages", topology.packages > 0 ? Json(topology.packages) : Json(nullptr)},
          {"cores", cores_json(topology.cores)},
          {"smt", json_or_null(topology.smt)},
          {"core_kinds", kinds_json(machine.core_kinds)},
          {"allowed_core_kinds", kinds_json(machine.allowed_core_kinds)},
          {"caches", caches_json(topology.caches)},
          {"power", power_json(machine.power)},
          {"energy", energy_json(machine.energy)},
          {"thermal", thermal_json(machine.thermal)},
          {"virtual_machine", virtualization_json(machine.virtualization)},
          {"quota_stops", quota_stops_json(machine.quota_stops)},
          {"system_pressure", pressures_json(machine.system_pressures)},
          {"group_pressure", pressures_json(machine.group_pressures)}};
}

}  // namespace resizer::report
