#include "report/text/ceiling_words.hpp"

#include <algorithm>

#include "util/quantity.hpp"

namespace resizer::report {
namespace {

/// Cores that differ by less are alike: the clock of a busy core varies as much.
constexpr double kAlike = 0.9;

std::string factor_text(double factor, const Symbols& symbols) {
  return util::format_number(factor) + std::string(symbols.times());
}

std::string together_text(const bench::Together& all, const Symbols& symbols) {
  std::string text =
      std::to_string(all.cpus) + " CPUs compute " + factor_text(all.computing, symbols) + " as much as one";
  if (all.streaming) text += " and stream memory " + factor_text(*all.streaming, symbols) + " as fast";
  return text;
}

std::string slowest_text(const std::vector<bench::CpuSpeed>& alone) {
  const double slowest = std::ranges::min_element(alone, {}, &bench::CpuSpeed::computing)->computing;
  return slowest < kAlike ? "the slowest has " + util::format_percent(slowest) + " of the speed of the fastest" : "";
}

}  // namespace

std::string ceiling_text(const analysis::ModeSummary& mode, const Symbols& symbols) {
  const analysis::Ceiling& ceiling = *mode.ceiling;
  std::string text = util::format_percent(mode.share_of_ceiling().value_or(0)) + " of the " +
                     factor_text(ceiling.computing, symbols) +
                     (ceiling.is_quota ? " that the CPU quota allows " : " that these cores allow ") +
                     std::to_string(mode.workers) + (mode.workers == 1 ? " worker" : " workers");
  if (ceiling.streaming && *ceiling.streaming < kAlike * ceiling.computing) {
    text += "; memory-bound work: " + factor_text(*ceiling.streaming, symbols);
  }
  return text;
}

std::string calibration_text(const std::optional<bench::Calibration>& calibration, const Symbols& symbols) {
  if (!calibration || calibration->together.empty() || calibration->together.back().cpus < 2) return {};
  const std::string gap(symbols.separator());
  std::string text = together_text(calibration->together.back(), symbols);
  if (calibration->both_threads) {
    text += gap + "both threads of a core " + factor_text(*calibration->both_threads, symbols);
  }
  if (calibration->was_busy()) {
    text += gap + "perhaps more: other programs took " + util::format_percent(calibration->others_share) +
            " of the cores meanwhile";
  } else if (const std::string slowest = slowest_text(calibration->alone); !slowest.empty()) {
    text += gap + slowest;
  }
  return text;
}

}  // namespace resizer::report
