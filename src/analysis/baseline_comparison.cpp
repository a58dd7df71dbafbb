#include "analysis/baseline_comparison.hpp"

#include <algorithm>
#include <array>

#include "analysis/mode_summary.hpp"
#include "analysis/stability.hpp"
#include "model/setting.hpp"
#include "stats/session_ratio.hpp"
#include "stats/summary.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::analysis {
namespace {

[[noreturn]] void refuse(const std::string& reason) {
  throw util::Error(util::ErrorCode::usage, reason);
}

std::string shown(const NamedValues& values, const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? "unknown" : util::printable(found->second);
}

/// Names whose values differ, or that exist on one side only.
std::vector<std::string> different_names(const NamedValues& then, const NamedValues& now) {
  NamedValues all = then;
  all.insert(now.begin(), now.end());
  std::vector<std::string> different;
  for (const auto& [name, value] : all) {
    if (!then.contains(name) || !now.contains(name) || then.at(name) != now.at(name)) different.push_back(name);
  }
  return different;
}

std::string then_and_now(const std::string& name, const NamedValues& then, const NamedValues& now) {
  return util::printable(name) + ": " + shown(then, name) + " then, " + shown(now, name) + " now";
}

std::vector<std::string> differences(const NamedValues& then, const NamedValues& now) {
  std::vector<std::string> all;
  for (const std::string& name : different_names(then, now)) all.push_back(then_and_now(name, then, now));
  return all;
}

void require_equal_work(const Workload& then, const Workload& now) {
  if (const auto names = different_names(then.options, now.options); !names.empty()) {
    refuse("it was measured with other options (" + then_and_now(names.front(), then.options, now.options) + ")");
  }
  if (then.images.size() != now.images.size()) {
    refuse("it was measured over " + std::to_string(then.images.size()) + " images, not " +
           std::to_string(now.images.size()));
  }
  const auto [mine, other] = std::ranges::mismatch(now.images, then.images);
  if (mine == now.images.end()) return;
  refuse("it was measured over other images: " + util::printable(mine->first) + " of " + std::to_string(mine->second) +
         " bytes is not among them");
}

/// What affects speed most besides the program itself.
constexpr std::array kDecidingMachine{"cpu_model", "allowed_cores"};
constexpr std::array kDecidingBuild{"build_type", "optimized", "sanitizers"};

void require_equal(std::span<const char* const> names, const NamedValues& then, const NamedValues& now) {
  for (const char* name : names) {
    if (shown(then, name) == shown(now, name)) continue;
    throw model::SettingError(util::ErrorCode::usage,
                              "the slowdown limit requires the same setup (" + then_and_now(name, then, now) + ")",
                              model::Setting::slowdown_limit);
  }
}

void require_rounds(std::size_t baseline_rounds, std::size_t rounds) {
  if (stats::can_tell_ratio(rounds, baseline_rounds)) return;
  throw model::SettingError(util::ErrorCode::usage,
                            "its rounds (" + std::to_string(baseline_rounds) + ") and those here (" +
                                std::to_string(rounds) + ") are too few for a slowdown limit; 6 of each are enough",
                            model::Setting::rounds, model::Setting::slowdown_limit);
}

std::size_t fewest_rounds(const model::Runs& runs) {
  const bool is_auto = std::holds_alternative<model::AutoRuns>(runs);
  return is_auto ? bench::kFewestAutoRounds : model::fixed_runs(runs);
}

/// The figures of a mode now, as of one then.
BaselineMode figures_of(const bench::Series& series) {
  BaselineMode mode{.execution = series.execution,
                    .workers = series.workers,
                    .failed = summarize(series).failed,
                    .wall_s = {},
                    .cpu_s = {}};
  for (const model::RunResult& run : series.runs) {
    if (!run.is_complete()) continue;
    mode.wall_s.push_back(util::to_seconds(run.wall));
    mode.cpu_s.push_back(util::to_seconds(run.cpu.total()));
  }
  return mode;
}

using Figure = std::vector<double> BaselineMode::*;

std::optional<stats::SampleRatio> ratio_of(const BaselineMode& now, const std::vector<const BaselineMode*>& then,
                                           Figure figure) {
  if (then.size() == 1) return stats::sample_ratio(now.*figure, then.front()->*figure);
  const auto median_now = stats::median(now.*figure);
  if (!median_now) return std::nullopt;
  std::vector<double> medians;
  medians.reserve(then.size());
  for (const BaselineMode* mode : then) medians.push_back(*stats::median(mode->*figure));
  return stats::session_ratio(*median_now, medians);
}

SlowdownFacts slowdown_facts(const BaselineMode& now, const std::vector<const BaselineMode*>& then,
                             const MeasuredRun& run) {
  SlowdownFacts facts{.allowed = *run.fail_if_slower,
                      .covers_sessions = then.size() > 1,
                      .was_busy = run.was_busy,
                      .was_unstable = false};
  const auto add = [&facts](const BaselineMode& mode) {
    const stats::Summary wall_s = stats::summarize(mode.wall_s);
    facts.relative_spread = std::max(facts.relative_spread, relative_spread(wall_s).value_or(0));
    facts.was_unstable = facts.was_unstable || is_unstable(wall_s);
  };
  add(now);
  for (const BaselineMode* mode : then) add(*mode);
  return facts;
}

std::optional<ModeAgainstBaseline> compare_mode(std::size_t index, const std::vector<Baseline>& sessions,
                                                const MeasuredRun& run) {
  const BaselineMode now = figures_of(run.series[index]);
  std::vector<const BaselineMode*> then;
  for (const Baseline& session : sessions) {
    const BaselineMode* mode = find_mode(session, {.execution = now.execution, .workers = now.workers});
    if (mode != nullptr && mode->failed == now.failed) then.push_back(mode);
  }
  const auto wall_ratio = then.empty() ? std::nullopt : ratio_of(now, then, &BaselineMode::wall_s);
  if (!wall_ratio) return std::nullopt;
  ModeAgainstBaseline compared{.mode = index,
                               .baseline_rounds = {},
                               .method = then.size() == 1 ? ComparisonMethod::rounds : ComparisonMethod::sessions,
                               .wall_ratio = *wall_ratio,
                               .cpu_ratio = {},
                               .answer = {}};
  for (const BaselineMode* mode : then) compared.baseline_rounds.push_back(mode->wall_s.size());
  if (const auto cpu_ratio = ratio_of(now, then, &BaselineMode::cpu_s)) compared.cpu_ratio = cpu_ratio->estimate;
  if (run.fail_if_slower) compared.answer = answer_slowdown(*wall_ratio, slowdown_facts(now, then, run));
  return compared;
}

bool are_equal(const Baseline& a, const Baseline& b) {
  return std::ranges::equal(a.modes, b.modes, {}, &BaselineMode::wall_s, &BaselineMode::wall_s);
}

}  // namespace

void require_comparable(const Baseline& baseline, const PlannedRun& planned) {
  require_equal_work(baseline.workload, planned.workload);
  const model::RunOptions& run = planned.options;
  if (run.fail_if_slower) {
    require_equal(kDecidingMachine, baseline.setting.machine, planned.setting.machine);
    require_equal(kDecidingBuild, baseline.setting.program, planned.setting.program);
  }
  bool has_common_mode = false;
  for (const bench::Configuration& configuration : planned.configurations) {
    const BaselineMode* mode = find_mode(baseline, configuration);
    if (mode == nullptr) continue;
    has_common_mode = true;
    if (run.fail_if_slower && run.baselines.size() == 1) {
      require_rounds(mode->wall_s.size(), fewest_rounds(run.runs));
    }
  }
  if (!has_common_mode) refuse("it has no mode with as many workers as here");
}

void require_different(const std::vector<Baseline>& sessions) {
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (are_equal(sessions[i], sessions[j])) {
        throw model::SettingError(util::ErrorCode::usage, "two of the earlier reports are of the same session",
                                  model::Setting::baseline);
      }
    }
  }
}

const BaselineMode* find_mode(const Baseline& baseline, const bench::Configuration& configuration) {
  const auto found = std::ranges::find_if(baseline.modes, [&](const BaselineMode& mode) {
    return mode.execution == configuration.execution && mode.workers == configuration.workers && !mode.wall_s.empty();
  });
  return found == baseline.modes.end() ? nullptr : &*found;
}

BaselineSession session_of(const Setting& then, const Setting& now) {
  return {.program_version = then.program.at("version"),
          .program_differences = differences(then.program, now.program),
          .machine_differences = differences(then.machine, now.machine)};
}

BaselineComparison compare_with_baseline(const std::vector<Baseline>& sessions, const MeasuredRun& now) {
  BaselineComparison comparison{.sessions = {}, .modes = {}, .has_limit = now.fail_if_slower.has_value()};
  for (const Baseline& session : sessions) {
    comparison.sessions.push_back(session_of(session.setting, now.setting));
  }
  for (std::size_t i = 0; i < now.series.size(); ++i) {
    if (auto compared = compare_mode(i, sessions, now)) comparison.modes.push_back(std::move(*compared));
  }
  return comparison;
}

bool is_regression(const BaselineComparison& comparison) {
  return std::ranges::any_of(comparison.modes,
                             [](const ModeAgainstBaseline& mode) { return mode.answer == SlowdownAnswer::slower; });
}

bool is_inconclusive(const BaselineComparison& comparison) {
  if (!comparison.has_limit || is_regression(comparison)) return false;
  const auto has_answer = [](const ModeAgainstBaseline& mode) { return mode.answer && is_conclusive(*mode.answer); };
  return comparison.modes.empty() || !std::ranges::all_of(comparison.modes, has_answer);
}

}  // namespace resizer::analysis
