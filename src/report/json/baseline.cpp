#include "report/json/parts.hpp"

namespace resizer::report {
namespace {

std::string_view name_of(analysis::SlowdownAnswer answer) {
  switch (answer) {
    case analysis::SlowdownAnswer::not_slower:
      return "not_slower";
    case analysis::SlowdownAnswer::slower:
      return "slower";
    case analysis::SlowdownAnswer::busy:
      return "inconclusive_busy";
    case analysis::SlowdownAnswer::unstable:
      return "inconclusive_unstable";
    case analysis::SlowdownAnswer::too_wide:
      return "inconclusive_too_wide";
    case analysis::SlowdownAnswer::one_session:
      return "inconclusive_one_session";
  }
  return {};
}

std::string_view name_of(analysis::ComparisonMethod method) {
  switch (method) {
    case analysis::ComparisonMethod::rounds:
      return "rounds";
    case analysis::ComparisonMethod::sessions:
      return "sessions";
    case analysis::ComparisonMethod::turns:
      return "turns";
  }
  return {};
}

Json mode_json(const analysis::ModeSummary& mode, const analysis::ModeAgainstBaseline& compared) {
  return {{"execution", name_of(mode.execution)},
          {"workers", mode.workers},
          {"baseline_rounds", compared.baseline_rounds},
          {"method", name_of(compared.method)},
          {"wall_ratio", compared.wall_ratio.estimate},
          {"interval", interval_json(compared.wall_ratio.interval)},
          {"cpu_ratio", json_or_null(compared.cpu_ratio)},
          {"answer", compared.answer ? Json(name_of(*compared.answer)) : Json(nullptr)}};
}

Json session_json(const std::filesystem::path& path, const analysis::BaselineSession& session) {
  return {{"path", path_json(path)},
          {"program_version", session.program_version},
          {"program_differences", session.program_differences},
          {"machine_differences", session.machine_differences}};
}

}  // namespace

Json baseline_json(const analysis::ReportModel& report) {
  if (!report.baseline) return nullptr;
  const model::RunOptions& run = report.facts.options.run;
  Json sessions = Json::array();
  for (std::size_t i = 0; i < report.baseline->sessions.size(); ++i) {
    sessions.push_back(session_json(run.against ? run.against->path : run.baselines[i], report.baseline->sessions[i]));
  }
  Json modes = Json::array();
  for (const analysis::ModeAgainstBaseline& compared : report.baseline->modes) {
    modes.push_back(mode_json(report.modes[compared.mode], compared));
  }
  return {{"sessions", std::move(sessions)},
          {"fail_if_slower", json_or_null(run.fail_if_slower)},
          {"modes", std::move(modes)}};
}

}  // namespace resizer::report
