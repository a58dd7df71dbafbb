#include "report/text/context_words.hpp"

#include <array>
#include <ctime>
#include <set>

#include "report/text/ceiling_words.hpp"
#include "report/text/core_kind_words.hpp"
#include "report/text/core_words.hpp"
#include "report/text/machine_words.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr const char* kUnknown = "unknown";
/// Behind the date, the processor, its cores and their frequency.
constexpr std::ptrdiff_t kRowOfLimits = 4;

std::string bytes_or_unknown(std::optional<std::uint64_t> bytes) {
  return bytes ? util::format_bytes(*bytes) : kUnknown;
}

/// The frequency at the moment, and what is known of the clock.
std::string frequency_text(const machine::Description& machine, const Symbols& symbols) {
  const std::string clock = clock_text(machine, symbols);
  if (clock.empty()) return kUnknown;
  const bool says_now = clock_range_text(machine).empty();
  return says_now || !machine.frequency_mhz ? clock : now_text(machine) + std::string(symbols.separator()) + clock;
}

/// The limits of all runs: pools of different sizes have different ones.
std::string worker_memory_text(const bench::Measurements& measurements) {
  std::set<std::uint64_t> limits;
  for (const bench::Series& series : measurements.series) {
    for (const model::RunResult& run : series.runs) {
      if (run.memory_limit_bytes) limits.insert(*run.memory_limit_bytes);
    }
  }
  if (limits.empty()) return {};
  std::string text = util::format_bytes(*limits.begin());
  if (limits.size() > 1) text += " to " + util::format_bytes(*limits.rbegin());
  return "; a worker may hold " + text;
}

std::string memory_text(const machine::Description& machine) {
  std::string text = bytes_or_unknown(machine.memory_bytes) + ", " + bytes_or_unknown(machine.available_memory_bytes) +
                     " of it available";
  if (machine.memory_limit_bytes) text += "; limited to " + util::format_bytes(*machine.memory_limit_bytes);
  return text;
}

std::string file_systems_text(const bench::Context& context, const Symbols& symbols) {
  return context.input_file_system.value_or(kUnknown) + std::string(symbols.arrow()) +
         context.output_file_system.value_or(kUnknown);
}

std::string short_file_systems_text(const bench::Context& context, const Symbols& symbols) {
  if (context.input_file_system != context.output_file_system) return file_systems_text(context, symbols);
  return context.output_file_system.value_or("unknown file system");
}

std::string build_text(const bench::BuildInfo& build, const Symbols& symbols) {
  const std::string gap(symbols.separator());
  std::string text = (build.compiler.empty() ? kUnknown : build.compiler) + gap +
                     (build.type.empty() ? "no build type" : build.type) + (build.optimized ? "" : ", not optimized");
  if (!build.sanitizers.empty()) text += gap + "sanitizers: " + build.sanitizers;
  return text;
}

std::string sandbox_text(const model::SandboxSupport& sandbox, const Symbols& symbols) {
  std::string text = sandbox.layers.landlock_abi > 0
                         ? "Landlock, version " + std::to_string(sandbox.layers.landlock_abi)
                         : "no Landlock";
  text += std::string(symbols.separator()) + (sandbox.layers.seccomp ? "seccomp" : "no seccomp");
  if (!sandbox.missing.empty()) text += std::string(symbols.separator()) + util::printable(sandbox.missing);
  return text;
}

std::string libraries_text(const bench::BuildInfo& build, const Symbols& symbols) {
  std::string text;
  for (const auto& [name, version] : build.libraries) {
    if (!text.empty()) text += symbols.separator();
    text.append(name).append(" ").append(version);
  }
  return text.empty() ? kUnknown : text;
}

/// Where the energy is from, or why it is unknown; nothing if there is no counter at all.
std::string energy_text(const machine::EnergyAccess& energy) {
  if (!energy.source) return energy.needs_root ? "unknown: /sys/class/powercap needs root" : "";
  switch (*energy.source) {
    case machine::EnergySource::platform:
      return "of the whole machine";
    case machine::EnergySource::packages:
      return "of the processors";
    case machine::EnergySource::battery:
      break;
  }
  return "of the whole machine, from its battery, in steps of " + util::format_number(energy.resolution_j) + " J";
}

}  // namespace

std::string instant_text(std::chrono::system_clock::time_point instant) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(instant);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &utc);
  return {text.data(), length};
}

util::TextTable context_table(const analysis::ReportModel& report, const Symbols& symbols) {
  const bench::Context& context = report.facts.context;
  const machine::Description& machine = context.machine;
  const std::string gap(symbols.separator());
  util::TextTable table{
      .columns = {{"measured on", util::Align::left}, {"", util::Align::left}},
      .rows = {{"date", instant_text(context.begun)},
               {"processor", processor_text(machine, symbols)},
               {"cores", allowed_cores_text(report.facts.cpus, machine)},
               {"frequency", frequency_text(machine, symbols)},
               {"load before", machine.load_average ? util::format_number(*machine.load_average) : kUnknown},
               {"memory", memory_text(machine) + worker_memory_text(report.facts.measurements)},
               {"system", machine.system.value_or(kUnknown) + gap + machine.kernel.value_or(kUnknown)},
               {"file systems", file_systems_text(context, symbols)},
               {"program", "resizer " + report.facts.program_version + gap + build_text(context.build, symbols)},
               {"sandbox", sandbox_text(report.facts.sandbox, symbols)},
               {"libraries", libraries_text(context.build, symbols)}}};
  const std::string limits = limits_text(machine, report.facts.cpus, symbols);
  const std::string calibration = calibration_text(report.facts.calibration, symbols);
  if (!calibration.empty()) table.rows.insert(table.rows.begin() + kRowOfLimits, {"calibration", calibration});
  if (!limits.empty()) table.rows.insert(table.rows.begin() + kRowOfLimits, {"limits", limits});
  const std::string energy = energy_text(machine.energy);
  if (!energy.empty()) table.rows.push_back({"energy", energy});
  return table;
}

std::string context_line(const analysis::ReportModel& report, const Symbols& symbols) {
  const bench::Context& context = report.facts.context;
  const machine::Description& machine = context.machine;
  const std::string gap(symbols.separator());
  const std::string text = machine.kernel.value_or("unknown kernel") + gap + short_file_systems_text(context, symbols);
  const std::string energy = energy_text(machine.energy);
  return text + gap + "load " + (machine.load_average ? util::format_number(*machine.load_average) : kUnknown) +
         (energy.empty() ? "" : gap + "energy " + energy);
}

}  // namespace resizer::report
