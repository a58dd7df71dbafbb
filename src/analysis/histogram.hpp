#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace resizer::analysis {

/// Bins of equal width on a logarithmic axis.
struct LogAxis {
  double least = 1;  ///< Above 0.
  double most = 10;  ///< Above `least`.

  /// The position of a value on the axis: 0 to 1.
  double position(double value) const;
  /// 1, 2 and 5 times powers of ten on the axis; 1 and 3 times, or 1 time, if there would be more than `most_ticks`.
  std::vector<double> ticks(std::size_t most_ticks) const;
};

/// An axis for all these values, with some margin on both sides.
/// Values are above 0.
LogAxis axis_for(std::span<const double> values);

/// The number of values in each of `bins` bins.
std::vector<std::size_t> count_in_bins(std::span<const double> values, const LogAxis& axis, std::size_t bins);

}  // namespace resizer::analysis
