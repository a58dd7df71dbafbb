#pragma once

#include <memory>
#include <span>
#include <vector>

#include "analysis/report_model.hpp"
#include "bench/measurements.hpp"
#include "exec/executor.hpp"
#include "model/job.hpp"
#include "model/options.hpp"

namespace resizer::app {

/// The options for thumbnails; `resize` are those of the outputs.
model::ResizeOptions preview_options(const model::ResizeOptions& resize);

/// Thumbnails of a few images that every run did, before and after, spread over the list. They are made by `executor`
/// with preview_options, in a worker process, since this process must not decode images. Any that fail or are too large
/// are left out. Throws if all fail, or if no temporary files can be created ($TMPDIR).
std::vector<analysis::Preview> make_previews(exec::Executor& executor, std::span<const model::Job> jobs,
                                             const bench::Measurements& measurements);

}  // namespace resizer::app
