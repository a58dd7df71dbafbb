#pragma once

#include <optional>
#include <span>

#include "stats/sample_ratio.hpp"

namespace resizer::stats {

/// The factor between one session and earlier ones, each given by one typical value, such as its median wall time.
/// Sessions differ by more than the noise within them: another layout of memory, another temperature, other neighbors.
/// So the estimate is the value divided by the geometric mean of the earlier ones, and the interval is where Student's
/// t expects that of one more session, were nothing different: log estimate +- t s sqrt(1 + 1/k), s being the standard
/// deviation of the logarithms of the k earlier values and t having k - 1 degrees of freedom (G. J. Hahn and W. Q.
/// Meeker, Statistical Intervals (1991), chapter 4: a prediction interval). It assumes that the logarithms are normally
/// distributed; medians of rounds nearly are. No interval for one earlier session. None if there is no earlier one, or
/// a value is not positive.
std::optional<SampleRatio> session_ratio(double value, std::span<const double> earlier,
                                         double confidence = kConfidence);

}  // namespace resizer::stats
