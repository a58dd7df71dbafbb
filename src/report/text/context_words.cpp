#include "report/text/context_words.hpp"

#include <array>
#include <ctime>
#include <set>

#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

constexpr const char* kUnknown = "unknown";

std::string bytes_or_unknown(std::optional<std::uint64_t> bytes) {
  return bytes ? util::format_bytes(*bytes) : kUnknown;
}

std::string cores_text(const util::CpuAllowance& cpus, const machine::Description& machine) {
  std::string text = std::to_string(cpus.cores()) + " allowed of ";
  text += machine.online_cores ? std::to_string(*machine.online_cores) : "an unknown number";
  if (cpus.limited_by_quota()) return text + ", by a CPU quota of " + util::format_number(*cpus.quota_cores);
  if (machine.online_cores && cpus.affinity_cores < *machine.online_cores) return text + ", by the affinity mask";
  return text;
}

std::string frequency_text(const machine::Description& machine) {
  const auto gigahertz = [](std::optional<double> mhz) {
    return mhz ? util::format_number(*mhz / 1000) + " GHz" : std::string(kUnknown);
  };
  std::string text = gigahertz(machine.frequency_mhz) + " now, at most " + gigahertz(machine.max_frequency_mhz);
  text += "; governor " + machine.governor.value_or(kUnknown);
  if (machine.frequency_driver) text += " of " + *machine.frequency_driver;
  return text;
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
  return {.columns = {{"measured on", util::Align::left}, {"", util::Align::left}},
          .rows = {{"date", instant_text(context.begun)},
                   {"processor", machine.cpu_model.value_or(kUnknown)},
                   {"cores", cores_text(report.facts.cpus, machine)},
                   {"frequency", frequency_text(machine)},
                   {"load before", machine.load_average ? util::format_number(*machine.load_average) : kUnknown},
                   {"memory", memory_text(machine) + worker_memory_text(report.facts.measurements)},
                   {"system", machine.system.value_or(kUnknown) + gap + machine.kernel.value_or(kUnknown)},
                   {"file systems", context.input_file_system.value_or(kUnknown) + std::string(symbols.arrow()) +
                                        context.output_file_system.value_or(kUnknown)},
                   {"program", "resizer " + report.facts.program_version + gap + build_text(context.build, symbols)},
                   {"sandbox", sandbox_text(report.facts.sandbox, symbols)},
                   {"libraries", libraries_text(context.build, symbols)}}};
}

std::string context_line(const analysis::ReportModel& report, const Symbols& symbols) {
  const bench::Context& context = report.facts.context;
  const machine::Description& machine = context.machine;
  const std::string gap(symbols.separator());
  std::string text = machine.cpu_model.value_or("unknown processor") + gap + machine.kernel.value_or("unknown kernel");
  text += gap + context.output_file_system.value_or("unknown file system");
  return text + gap + "load " + (machine.load_average ? util::format_number(*machine.load_average) : kUnknown);
}

}  // namespace resizer::report
