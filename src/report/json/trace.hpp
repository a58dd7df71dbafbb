#pragma once

#include "analysis/report_model.hpp"
#include "util/text_sink.hpp"

namespace resizer::report {

/// Writes what each worker did when, for ui.perfetto.dev or chrome://tracing: complete ("X") and metadata ("M") events
/// in the JSON object format of "Trace Event Format" (D. Sinclair and N. Duca, Google, 2016), described as "Chrome JSON
/// format" in Perfetto's documentation. Times are microseconds from the start of the measurement.
///
/// Each run is a process, numbered in the order of measurement; each worker is a thread, with a number unique in the
/// file. An image is an event on the thread of its worker, its stages are events inside it. Stages interleave row by
/// row, so the time of a stage is a sum: the stages follow one another from the start of the image, each as long as its
/// sum. The rest of the image's time was spent between stages. An image that was never started has no event.
void write_trace(const analysis::ReportModel& report, const util::TextSink& sink);

}  // namespace resizer::report
