#include "stats/scaling_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace resizer::stats {
namespace {

/// measured / S(n) - 1 is contention a + coherency b - c.
struct Equation {
  double a = 0;
  double b = 0;
  double c = 0;
};

Equation equation_of(const ScalingPoint& point) {
  const double n = point.workers;
  const double per_worker = point.speedup / n;
  return {.a = per_worker * (n - 1), .b = per_worker * n * (n - 1), .c = 1 - per_worker};
}

/// The sums over all equations for least squares.
struct NormalSums {
  double aa = 0;
  double ab = 0;
  double bb = 0;
  double ac = 0;
  double bc = 0;
};

NormalSums normal_sums(std::span<const ScalingPoint> points) {
  NormalSums sums;
  for (const ScalingPoint& point : points) {
    const auto [a, b, c] = equation_of(point);
    sums.aa += a * a;
    sums.ab += a * b;
    sums.bb += b * b;
    sums.ac += a * c;
    sums.bc += b * c;
  }
  return sums;
}

bool can_fit(std::span<const ScalingPoint> points, std::size_t needed) {
  const auto is_positive = [](const ScalingPoint& point) { return point.workers > 0 && point.speedup > 0; };
  return std::ranges::all_of(points, is_positive) && count_determining(points) >= needed;
}

ScalingFit with_residuals(double contention, double coherency, std::span<const ScalingPoint> points) {
  ScalingFit fit{.contention = contention, .coherency = coherency, .most_workers = 1, .residuals = {}};
  for (const ScalingPoint& point : points) {
    fit.most_workers = std::max(fit.most_workers, point.workers);
    fit.residuals.push_back(point.speedup / fit.speedup_at(point.workers) - 1);
  }
  return fit;
}

double best_contention(const NormalSums& sums) {
  return std::clamp(sums.ac / sums.aa, 0.0, 1.0);
}

}  // namespace

double ScalingFit::speedup_at(double workers) const noexcept {
  return workers / (1 + contention * (workers - 1) + coherency * workers * (workers - 1));
}

ScalingFit::Peak ScalingFit::peak() const noexcept {
  if (!(coherency > 0)) return Peak::none;
  const double workers = std::sqrt((1 - contention) / coherency);
  return workers >= 1 && workers <= most_workers ? Peak::measured : Peak::withheld;
}

std::optional<double> ScalingFit::best_workers() const noexcept {
  if (peak() != Peak::measured) return std::nullopt;
  return std::sqrt((1 - contention) / coherency);
}

std::optional<double> ScalingFit::limit() const noexcept {
  if (!(contention > 0)) return std::nullopt;
  return 1 / contention;
}

double ScalingFit::rms_residual() const noexcept {
  double squares = 0;
  for (const double residual : residuals) squares += residual * residual;
  return residuals.empty() ? 0 : std::sqrt(squares / static_cast<double>(residuals.size()));
}

std::size_t count_determining(std::span<const ScalingPoint> points) {
  std::set<unsigned> counts;
  for (const ScalingPoint& point : points) {
    if (point.workers > 1) counts.insert(point.workers);
  }
  return counts.size();
}

std::optional<ScalingFit> fit_amdahl(std::span<const ScalingPoint> points) {
  if (!can_fit(points, kPointsForAmdahl)) return std::nullopt;
  return with_residuals(best_contention(normal_sums(points)), 0, points);
}

/// The sum of squares is convex: if its minimum is out of bounds, the minimum within them is on an edge.
std::optional<ScalingFit> fit_usl(std::span<const ScalingPoint> points) {
  if (!can_fit(points, kPointsForUsl)) return std::nullopt;
  const NormalSums sums = normal_sums(points);
  const double determinant = sums.aa * sums.bb - sums.ab * sums.ab;
  const double contention = (sums.ac * sums.bb - sums.bc * sums.ab) / determinant;
  const double coherency = (sums.aa * sums.bc - sums.ab * sums.ac) / determinant;
  if (contention >= 0 && contention <= 1 && coherency >= 0) return with_residuals(contention, coherency, points);

  const auto edge = [&](double fixed_contention) {
    return with_residuals(fixed_contention, std::max((sums.bc - fixed_contention * sums.ab) / sums.bb, 0.0), points);
  };
  const std::array edges{with_residuals(best_contention(sums), 0, points), edge(0), edge(1)};
  return *std::ranges::min_element(edges, {}, &ScalingFit::rms_residual);
}

}  // namespace resizer::stats
