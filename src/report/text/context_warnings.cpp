#include "report/text/context_words.hpp"
#include "report/text/core_words.hpp"
#include "report/text/disturbance_words.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

void add_build_warnings(const bench::BuildInfo& build, std::vector<std::string>& warnings) {
  if (!build.optimized) warnings.emplace_back("built without optimization: a release build is several times faster");
  if (!build.sanitizers.empty()) {
    warnings.push_back("built with sanitizers (" + build.sanitizers + "): the figures do not apply to a release build");
  }
}

/// Under these drivers "powersave" is the name of a governor that scales with the load (Linux,
/// Documentation/admin-guide/pm/intel_pstate.rst and amd-pstate.rst); elsewhere it pins the lowest frequency.
bool scales_by_itself(const std::optional<std::string>& driver) {
  return driver == "intel_pstate" || driver == "amd-pstate-epp" || driver == "amd_pstate_epp";
}

void add_machine_warnings(const machine::Description& machine, std::vector<std::string>& warnings) {
  const bool powersave = machine.governor && machine.governor->find("powersave") != std::string::npos;
  if (powersave && !scales_by_itself(machine.frequency_driver)) {
    warnings.emplace_back("the governor powersave holds the cores at their lowest frequency");
  }
}

}  // namespace

std::vector<std::string> context_warnings(const analysis::ReportModel& report) {
  std::vector<std::string> warnings;
  add_build_warnings(report.facts.context.build, warnings);
  add_machine_warnings(report.facts.context.machine, warnings);
  for (std::string& warning : sharing_warnings(report)) warnings.push_back(std::move(warning));
  for (std::string& warning : disturbance_warnings(report)) warnings.push_back(std::move(warning));
  return warnings;
}

}  // namespace resizer::report
