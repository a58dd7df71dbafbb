#pragma once

#include <span>
#include <vector>

#include "analysis/baseline_comparison.hpp"
#include "bench/benchmark.hpp"
#include "model/job.hpp"
#include "model/options.hpp"

namespace resizer::app {

/// Reads the reports of options.run.baselines, if any. Throws util::Error naming the option and the file if one cannot be read, or
/// the planned run is not comparable with it, or two are the same.
std::vector<analysis::Baseline> load_baselines(const model::Options& options, const std::vector<model::Job>& jobs,
                                               std::span<const bench::ConfiguredExecutor> executors,
                                               const analysis::Setting& setting);

}  // namespace resizer::app
