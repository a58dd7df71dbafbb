#pragma once

#include "analysis/report_model.hpp"
#include "util/text_sink.hpp"

namespace resizer::report {

/// Writes what each worker did when, for ui.perfetto.dev or chrome://tracing: complete ("X") and metadata ("M") events
/// in the JSON object format of "Trace Event Format" (D. Sinclair and N. Duca, Google, 2016), which is also what
/// Perfetto's documentation, "Chrome JSON format", describes. Times are microseconds from the start of the measurement.
///
/// Each run is a process with a number of its own, in the order they were measured; each worker is a thread of it, its
/// number unique in the file. An image is an event on its worker's thread, its stages are events inside it. Rows are
/// decoded, resampled and written in turns, so a stage's time is a sum: the stages are laid one behind the other from
/// the start of the image in the order of the work, each as long as its sum. What is left of the image's time behind
/// them was spent between stages. An image that was never begun has no event.
void write_trace(const analysis::ReportModel& report, const util::TextSink& sink);

}  // namespace resizer::report
