#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace resizer::stats {

/// A measured speedup.
struct ScalingPoint {
  unsigned workers = 1;
  double speedup = 1;
};

/// A curve of speedup over workers n: S(n) = n / (1 + contention (n - 1) + coherency n (n - 1)), the Universal
/// Scalability Law of N. J. Gunther, Guerrilla Capacity Planning (2007), chapter 4. With no coherency it is the law of
/// G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", AFIPS
/// 30 (1967), and contention is the share of the work that runs serially.
struct ScalingFit {
  /// Where the curve is highest.
  enum class Peak : std::uint8_t {
    none,      ///< Nowhere: it rises for ever.
    withheld,  ///< Outside the measured worker counts, where noise alone decides whether and where there is a peak.
    measured,
  };

  double contention = 0;      ///< The cost of waiting for each other; 0 to 1.
  double coherency = 0;       ///< The cost of each pair of workers; at least 0.
  unsigned most_workers = 1;  ///< Of the points.
  /// For each point, measured speedup / curve - 1.
  std::vector<double> residuals;

  double speedup_at(double workers) const noexcept;
  Peak peak() const noexcept;
  /// The worker count at a measured peak: sqrt((1 - contention) / coherency).
  std::optional<double> best_workers() const noexcept;
  /// The limit of the speedup by Amdahl's law: 1 / contention. None without contention.
  std::optional<double> limit() const noexcept;
  /// Root of the mean square of the residuals.
  double rms_residual() const noexcept;
};

/// Every curve passes through (1, 1): only points with more workers determine it, and residuals mean something only
/// with one more of them than there are parameters.
inline constexpr std::size_t kPointsForAmdahl = 2;
inline constexpr std::size_t kPointsForUsl = 3;

/// The number of different worker counts above 1 among `points`.
std::size_t count_determining(std::span<const ScalingPoint> points);

/// The least-squares curve with parameters within their bounds. Residuals are relative, like the noise of times, which
/// makes the problem linear in the parameters, with an exact solution. None with fewer determining points than
/// kPointsForAmdahl or kPointsForUsl, or if a speedup is not positive.
std::optional<ScalingFit> fit_amdahl(std::span<const ScalingPoint> points);
std::optional<ScalingFit> fit_usl(std::span<const ScalingPoint> points);

}  // namespace resizer::stats
