#include "report/json/parts.hpp"
#include "report/text/context_words.hpp"
#include "report/text/doubts.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// ISO 8601, as JSON readers expect it: "2026-11-24T13:45:02Z".
std::string iso_text(std::chrono::system_clock::time_point instant) {
  std::string text = instant_text(instant);
  text[text.find(' ')] = 'T';
  return text.substr(0, text.find(' ')) + 'Z';
}

std::string_view limit_name(const machine::Description& machine, const util::CpuAllowance& cpus) {
  if (cpus.limited_by_quota()) return "quota";
  return machine.online_cores && cpus.affinity_cores < *machine.online_cores ? "affinity" : "nothing";
}

std::string_view counters_name(const std::optional<util::CounterRefusal>& refusal) {
  if (!refusal) return "counting";
  switch (refusal->reason) {
    case util::CounterRefusal::Reason::forbidden:
      return "forbidden";
    case util::CounterRefusal::Reason::absent:
      return "absent";
  }
  return {};
}

}  // namespace

Json program_json(const std::string& version, const bench::BuildInfo& build) {
  Json libraries = Json::object();
  for (const auto& library : build.libraries) libraries[library.name] = library.version;
  return {{"name", "resizer"},
          {"version", version},
          {"compiler", build.compiler},
          {"build_type", build.type},
          {"optimized", build.optimized},
          {"sanitizers", build.sanitizers.empty() ? Json(nullptr) : Json(build.sanitizers)},
          {"libraries", std::move(libraries)}};
}

Json machine_json(const bench::Context& context, const util::CpuAllowance& cpus) {
  const machine::Description& machine = context.machine;
  return {{"cpu_model", json_or_null(machine.cpu_model)},
          {"online_cores", json_or_null(machine.online_cores)},
          {"affinity_cores", cpus.affinity_cores},
          {"quota_cores", json_or_null(cpus.quota_cores)},
          {"allowed_cores", cpus.cores()},
          {"cores_limited_by", limit_name(machine, cpus)},
          {"governor", json_or_null(machine.governor)},
          {"frequency_driver", json_or_null(machine.frequency_driver)},
          {"max_frequency_mhz", json_or_null(machine.max_frequency_mhz)},
          {"memory_bytes", json_or_null(machine.memory_bytes)},
          {"memory_limit_bytes", json_or_null(machine.memory_limit_bytes)},
          {"kernel", json_or_null(machine.kernel)},
          {"system", json_or_null(machine.system)},
          {"input_file_system", json_or_null(context.input_file_system)},
          {"output_file_system", json_or_null(context.output_file_system)}};
}

namespace {

Json busiest_json(const std::optional<machine::BusyProgram>& program) {
  if (!program) return nullptr;
  return {{"name", program->name}, {"cpu_s", util::to_seconds(program->cpu)}};
}

}  // namespace

Json conditions_json(const analysis::ReportModel& report) {
  const bench::Context& context = report.facts.context;
  const std::optional<util::CounterRefusal>& refusal = context.counter_refusal;
  return {{"measured_at", iso_text(context.begun)},
          {"load_average", json_or_null(context.machine.load_average)},
          {"frequency_mhz", json_or_null(context.machine.frequency_mhz)},
          {"available_memory_bytes", json_or_null(context.machine.available_memory_bytes)},
          {"hardware_counters", counters_name(refusal)},
          {"perf_event_paranoid", refusal ? json_or_null(refusal->paranoid) : Json(nullptr)},
          {"busiest_program", busiest_json(report.facts.busiest_program)},
          {"warnings", doubts(report, Symbols{false})}};
}

}  // namespace resizer::report
