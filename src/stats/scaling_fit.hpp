#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace resizer::stats {

/// A measured speedup over the sequential run.
struct ScalingPoint {
  unsigned workers = 1;
  double speedup = 1;
};

/// A curve of speedup over workers n: S(n) = n / (1 + contention (n - 1) + coherency n (n - 1)), the Universal
/// Scalability Law of N. J. Gunther, Guerrilla Capacity Planning (2007), chapter 4. With no coherency it is the law of
/// G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", AFIPS
/// 30 (1967), and contention is the share of the work that runs serially.
struct ScalingFit {
  double contention = 0;  ///< What workers wait for each other; 0 to 1.
  double coherency = 0;   ///< What each pair of workers costs; at least 0.
  /// For each point how far the measured speedup lies from the curve, relative to the curve.
  std::vector<double> residuals;

  double speedup_at(double workers) const noexcept;
  /// Where the curve is highest: sqrt((1 - contention) / coherency). None when it rises for ever.
  std::optional<double> best_workers() const noexcept;
  /// What no number of workers exceeds by Amdahl's law: 1 / contention. None without contention.
  std::optional<double> limit() const noexcept;
  /// Root of the mean square of the residuals.
  double rms_residual() const noexcept;
};

/// A curve passes through (1, 1) whatever its parameters: only points with more than one worker determine it, and it
/// takes one more of them than there are parameters for the residuals to say anything.
inline constexpr std::size_t kPointsForAmdahl = 2;
inline constexpr std::size_t kPointsForUsl = 3;

/// How many of `points` determine a curve: the different worker counts above 1.
std::size_t count_determining(std::span<const ScalingPoint> points);

/// The curve whose residuals have the least sum of squares, parameters within their bounds. Residuals are relative as
/// the noise of times is; the problem is then linear in the parameters and solved exactly. None on fewer determining
/// points than kPointsForAmdahl or kPointsForUsl, or where a speedup is not positive.
std::optional<ScalingFit> fit_amdahl(std::span<const ScalingPoint> points);
std::optional<ScalingFit> fit_usl(std::span<const ScalingPoint> points);

}  // namespace resizer::stats
