#pragma once

#include <optional>

namespace resizer::stats {

/// How many times faster: sequential over parallel time. None unless both are positive.
std::optional<double> speedup(double sequential_s, double parallel_s);

/// What one worker contributed: speedup over workers, 1 at its best. None without workers.
std::optional<double> efficiency(double speedup, unsigned workers);

/// The serial fraction that a speedup on `processors` speaks of: (1/speedup - 1/processors) / (1 - 1/processors), of
/// A. H. Karp and H. P. Flatt, "Measuring Parallel Processor Performance", Communications of the ACM 33 (1990). Where
/// it grows with the processors, overhead grows. Negative when the speedup exceeds them. None below two processors or
/// for a speedup that is not positive.
std::optional<double> serial_fraction(double speedup, unsigned processors);

}  // namespace resizer::stats
