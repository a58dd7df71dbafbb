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

/// How thumbnails are made of inputs and of outputs; `resize` is how the outputs were.
model::ResizeOptions preview_options(const model::ResizeOptions& resize);

/// A few images that every run did, spread over the list, before and after. Thumbnails are made by `executor`, whose
/// job function works by preview_options: in a worker process as all images are, for this one must not touch pixels.
/// What fails, or turns out larger than a thumbnail should be, is left out. Throws when all failed, or when there is no
/// place for temporary files ($TMPDIR).
std::vector<analysis::Preview> make_previews(exec::Executor& executor, std::span<const model::Job> jobs,
                                             const bench::Measurements& measurements);

}  // namespace resizer::app
