#pragma once

#include <optional>

namespace resizer::stats {

/// Sequential over parallel time. None unless both are positive.
std::optional<double> speedup(double sequential_s, double parallel_s);

/// Speedup over workers, ideally 1. None without workers.
std::optional<double> efficiency(double speedup, unsigned workers);

/// The serial fraction implied by a speedup on `processors`: (1/speedup - 1/processors) / (1 - 1/processors), of
/// A. H. Karp and H. P. Flatt, "Measuring Parallel Processor Performance", Communications of the ACM 33 (1990). If
/// it grows with the processors, overhead grows. Negative if the speedup exceeds them. None below two processors or for
/// a speedup that is not positive.
std::optional<double> serial_fraction(double speedup, unsigned processors);

}  // namespace resizer::stats
