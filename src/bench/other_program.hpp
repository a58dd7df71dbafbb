#pragma once

#include "bench/measurements.hpp"
#include "util/signals.hpp"

namespace resizer::bench {

/// Another program, such as an earlier build of this one, that does the same work.
class OtherProgram {
 public:
  virtual ~OtherProgram() = default;
  /// Processes all jobs once in that configuration. None if it failed, or gave up because a signal is pending. Must not
  /// throw.
  virtual std::optional<OtherRun> run(const Configuration& configuration, const util::SignalGuard& signals) = 0;
};

}  // namespace resizer::bench
