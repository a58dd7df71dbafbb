#include "analysis/baseline_comparison.hpp"

#include <algorithm>
#include <array>

#include "model/setting.hpp"
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

const BaselineMode* find_mode(const Baseline& baseline, model::Execution execution, unsigned workers) {
  const auto found = std::ranges::find_if(baseline.modes, [&](const BaselineMode& mode) {
    return mode.execution == execution && mode.workers == workers && !mode.wall_s.empty();
  });
  return found == baseline.modes.end() ? nullptr : &*found;
}

std::vector<double> wall_times(const bench::Series& series) {
  std::vector<double> all;
  for (const model::RunResult& run : series.runs) {
    if (run.is_complete()) all.push_back(util::to_seconds(run.wall));
  }
  return all;
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
    const BaselineMode* mode = find_mode(baseline, configuration.execution, configuration.workers);
    if (mode == nullptr) continue;
    has_common_mode = true;
    if (run.fail_if_slower) require_rounds(mode->wall_s.size(), run.runs);
  }
  if (!has_common_mode) refuse("it has no mode with as many workers as here");
}

BaselineComparison compare_with_baseline(const Baseline& baseline, const Setting& setting,
                                         const std::vector<bench::Series>& all_series,
                                         std::optional<double> fail_if_slower) {
  const Setting& then = baseline.setting;
  BaselineComparison comparison{.program_version = then.program.at("version"),
                                .program_differences = differences(then.program, setting.program),
                                .machine_differences = differences(then.machine, setting.machine),
                                .modes = {}};
  for (std::size_t i = 0; i < all_series.size(); ++i) {
    const BaselineMode* mode = find_mode(baseline, all_series[i].execution, all_series[i].workers);
    if (mode == nullptr) continue;
    const auto ratio = stats::sample_ratio(wall_times(all_series[i]), mode->wall_s);
    if (!ratio) continue;
    const bool is_too_slow = fail_if_slower && ratio->interval && ratio->interval->low > 1 + *fail_if_slower;
    comparison.modes.push_back({i, mode->wall_s.size(), *ratio, is_too_slow});
  }
  return comparison;
}

bool is_regression(const BaselineComparison& comparison) {
  return std::ranges::any_of(comparison.modes, &ModeAgainstBaseline::is_too_slow);
}

}  // namespace resizer::analysis
