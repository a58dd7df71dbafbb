#include "report/text/machine_words.hpp"

#include <algorithm>

#include "report/text/core_kind_words.hpp"
#include "report/text/core_words.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// Parts of a line, of which empty ones are left out.
std::string joined(const std::vector<std::string>& parts, const Symbols& symbols) {
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : std::string(symbols.separator())) + part;
  }
  return text;
}

/// Without the marks that say nothing: "Intel(R) Xeon(R) Gold 6248 CPU @ 2.50GHz" is "Intel Xeon Gold 6248 CPU".
std::string short_model(const std::optional<std::string>& model) {
  std::string text = model.value_or("unknown processor");
  for (const std::string_view mark : {"(R)", "(TM)", "(tm)"}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
  }
  text.erase(std::min(text.find(" @ "), text.size()));
  return text;
}

std::string offline_text(const machine::Cpus& offline) {
  if (offline.empty()) return {};
  return (offline.size() == 1 ? "CPU " : "CPUs ") + machine::to_cpu_list(offline) + " offline";
}

std::string turbo_text(std::optional<bool> turbo) {
  if (!turbo) return {};
  return *turbo ? "turbo on" : "turbo off";
}

std::string percent(double value) {
  return std::to_string(static_cast<int>(value + 0.5)) + " %";
}

std::string power_text(const machine::Power& power) {
  if (!power.source) return {};
  if (*power.source == machine::PowerSource::mains) return "on mains";
  return power.battery_percent ? "on battery (" + percent(*power.battery_percent) + ")" : "on battery";
}

std::string governor_text(const machine::Description& machine) {
  if (!machine.governor) return {};
  return "governor " + *machine.governor + (machine.frequency_driver ? " of " + *machine.frequency_driver : "");
}

std::string throttles_text(const std::optional<machine::Throttles>& throttles) {
  const std::uint64_t count = throttles ? std::max(throttles->core, throttles->package) : 0;
  if (count == 0) return {};
  return "throttled " + std::to_string(count) + (count == 1 ? " time" : " times") + " since boot";
}

std::string virtualization_text(const machine::Virtualization& virtualization) {
  if (!virtualization.is_virtual) return {};
  return virtualization.name ? "virtual machine (" + *virtualization.name + ")" : "virtual machine";
}

std::string quota_text(const machine::Description& machine, const util::CpuAllowance& cpus) {
  if (!cpus.quota_cores) return {};
  std::string text = "quota of " + cores_text(*cpus.quota_cores);
  const auto& stops = machine.quota_stops;
  if (!stops || stops->periods == 0 || stops->stopped_periods == 0) return text;
  return text + ", reached in " +
         util::format_percent(static_cast<double>(stops->stopped_periods) / static_cast<double>(stops->periods)) +
         " of its periods so far";
}

/// What the affinity mask leaves.
std::string allowed_text(const machine::Description& machine) {
  machine::Cpus allowed;
  for (const machine::CoreKind& kind : machine.allowed_core_kinds) {
    allowed.insert(allowed.end(), kind.cpus.begin(), kind.cpus.end());
  }
  std::ranges::sort(allowed);
  if (allowed.empty() || allowed.size() >= machine.topology.online.size()) return {};
  return (allowed.size() == 1 ? "allowed: CPU " : "allowed: CPUs ") + machine::to_cpu_list(allowed) + ", " +
         core_kinds_text(machine.allowed_core_kinds, machine.core_kinds);
}

}  // namespace

std::string processor_text(const machine::Description& machine, const Symbols& symbols) {
  const std::size_t packages = machine.topology.packages;
  std::string cores = core_kinds_text(machine.core_kinds, machine.core_kinds);
  if (cores.empty() && machine.online_cores) cores = cores_text(*machine.online_cores);
  const std::string smt_off = machine.topology.smt == "off" || machine.topology.smt == "forceoff" ? "SMT off" : "";
  return joined(
      {short_model(machine.cpu_model), packages > 1 ? std::to_string(packages) + " packages" : "", cores,
       threads_text(machine.core_kinds), smt_off, cache_text(machine.topology), offline_text(machine.topology.offline)},
      symbols);
}

std::string clock_text(const machine::Description& machine, const Symbols& symbols) {
  const std::string range = clock_range_text(machine);
  return joined({range.empty() ? now_text(machine) : range, governor_text(machine), turbo_text(machine.power.turbo),
                 power_text(machine.power), machine.power.profile ? "profile " + *machine.power.profile : "",
                 throttles_text(machine.thermal.throttles)},
                symbols);
}

std::string limits_text(const machine::Description& machine, const util::CpuAllowance& cpus, const Symbols& symbols) {
  return joined({virtualization_text(machine.virtualization), quota_text(machine, cpus), allowed_text(machine)},
                symbols);
}

std::vector<std::string> machine_lines(const machine::Description& machine, const util::CpuAllowance& cpus,
                                       const Symbols& symbols) {
  std::vector<std::string> lines{processor_text(machine, symbols), clock_text(machine, symbols),
                                 limits_text(machine, cpus, symbols)};
  std::erase(lines, "");
  return lines;
}

}  // namespace resizer::report
