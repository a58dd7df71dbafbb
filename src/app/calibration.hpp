#pragma once

#include <optional>

#include "bench/calibration.hpp"
#include "bench/measurements.hpp"
#include "machine/description.hpp"
#include "model/options.hpp"

namespace resizer::app {

/// Calibrates the cores after a measurement of both modes, in about half its time and at most a second or two. None if
/// it is switched off or cannot be made. A signal ends it, not the program: all images are done, and the report
/// follows.
std::optional<bench::Calibration> calibration_for(const model::RunOptions& options, const machine::Description& machine,
                                                  const bench::Measurements& measurements);

}  // namespace resizer::app
