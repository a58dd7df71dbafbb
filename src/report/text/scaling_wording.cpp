#include "report/text/scaling_wording.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "util/quantity.hpp"

namespace resizer::report {
namespace {

std::string refusal_text(const std::string& law, std::size_t needed, const analysis::Scaling& scaling) {
  return law + ": not fitted, needs " + std::to_string(needed) + " worker counts from 2 to the cores allowed, has " +
         std::to_string(stats::count_determining(scaling.points));
}

/// Two significant digits, for small numbers like coherency.
std::string small_number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2g", value);
  return text.data();
}

std::string residual_text(const stats::ScalingFit& fit) {
  return " (residuals " + util::format_percent(fit.rms_residual()) + " rms)";
}

std::string amdahl_text(const analysis::Scaling& scaling, const Symbols& symbols) {
  if (!scaling.amdahl) return refusal_text("Amdahl", stats::kPointsForAmdahl, scaling);
  const std::string serial = "Amdahl: " + util::format_percent(scaling.amdahl->contention) + " serial";
  const auto limit = scaling.amdahl->limit();
  const std::string most =
      limit ? ", at most " + util::format_number(*limit) + std::string(symbols.times()) : ", no limit in sight";
  return serial + most + residual_text(*scaling.amdahl);
}

std::string usl_text(const analysis::Scaling& scaling) {
  if (!scaling.usl) return refusal_text("USL", stats::kPointsForUsl, scaling);
  const stats::ScalingFit& fit = *scaling.usl;
  const auto best = fit.best_workers();
  const std::string peak =
      best ? "fastest with " + util::format_number(*best) : "no peak from 1 to " + std::to_string(fit.most_workers);
  return "USL: contention " + util::format_percent(fit.contention) + ", coherency " + small_number(fit.coherency) +
         ", " + peak + " workers" + residual_text(fit);
}

std::string recommendation_text(const analysis::Scaling& scaling) {
  if (scaling.recommended_jobs) {
    return "recommended: --jobs " + std::to_string(*scaling.recommended_jobs) +
           ", the fewest that are as fast as the fastest";
  }
  switch (scaling.no_advice.value_or(analysis::NoAdvice::too_few_rounds)) {
    case analysis::NoAdvice::too_few_rounds:
      break;
    case analysis::NoAdvice::unstable:
      return "no --jobs recommended: the wall times spread too far";
    case analysis::NoAdvice::failures:
      return "no --jobs recommended: the pools did not do the same images";
  }
  return "no --jobs recommended below 6 rounds";
}

}  // namespace

std::string lost_time_text(const analysis::ModeSummary& mode) {
  const analysis::LostTime& lost = *mode.lost_time;
  const auto total = lost.parts.total();
  if (total.count() <= 0) return "nothing lost on average of the workers' " + util::format_duration(lost.worker_time);
  const auto& [name, member] =
      *std::ranges::max_element(analysis::kLostParts, {}, [&](const auto& part) { return lost.parts.*part.second; });
  return "lost " + util::format_duration(total) + " of the workers' " + util::format_duration(lost.worker_time) +
         ", most of it to " + std::string(name);
}

std::vector<std::string> scaling_texts(const analysis::Scaling& scaling, const Symbols& symbols) {
  return {amdahl_text(scaling, symbols), usl_text(scaling), recommendation_text(scaling)};
}

}  // namespace resizer::report
