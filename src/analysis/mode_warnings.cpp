#include "analysis/mode_warnings.hpp"

#include <array>

#include "analysis/stability.hpp"

namespace resizer::analysis {
namespace {

using Kind = ModeWarning::Kind;

bool applies(Kind kind, const ModeSummary& mode) {
  switch (kind) {
    case Kind::no_speedup:
      return mode.no_speedup.has_value();
    case Kind::too_fast:
      return mode.is_impossible;
    case Kind::fewer_images:
      return mode.speedup && mode.compared_images < mode.images();
    case Kind::missing_workers:
      return mode.missing_workers > 0;
    case Kind::unstable:
      return is_unstable(mode.wall_s);
    case Kind::suspended:
      return mode.suspended.count() > 0;
    case Kind::slow_first_round:
      return mode.is_first_round_slow;
    case Kind::outlier_rounds:
      return !mode.outlier_rounds.empty();
  }
  return false;
}

}  // namespace

std::vector<ModeWarning> find_mode_warnings(const std::vector<ModeSummary>& modes) {
  constexpr std::array kKinds{Kind::no_speedup, Kind::too_fast,  Kind::fewer_images,     Kind::missing_workers,
                              Kind::unstable,   Kind::suspended, Kind::slow_first_round, Kind::outlier_rounds};
  std::vector<ModeWarning> warnings;
  for (const Kind kind : kKinds) {
    ModeWarning warning{.kind = kind, .modes = {}};
    for (std::size_t i = 0; i < modes.size(); ++i) {
      if (applies(kind, modes[i])) warning.modes.push_back(i);
    }
    if (!warning.modes.empty()) warnings.push_back(std::move(warning));
  }
  return warnings;
}

}  // namespace resizer::analysis
