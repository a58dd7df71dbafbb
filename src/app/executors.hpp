#pragma once

#include <vector>

#include "bench/benchmark.hpp"
#include "bench/worker_counts.hpp"
#include "exec/executor.hpp"
#include "machine/description.hpp"
#include "model/options.hpp"
#include "model/sandbox.hpp"

namespace resizer::app {

/// Processes one image in a worker. The processor is created for the first image of a worker and kept.
exec::JobFunction job_function(const model::ResizeOptions& options);

/// One executor for each mode and worker count that the options choose; none without images. Throws util::Error if the
/// system allows too few open files.
std::vector<bench::ConfiguredExecutor> make_executors(const model::Options& options, const bench::WorkerBounds& bounds,
                                                      model::SandboxLayers sandbox,
                                                      const machine::Description& machine);

}  // namespace resizer::app
