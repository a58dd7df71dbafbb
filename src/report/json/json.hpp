#pragma once

#include "analysis/report_model.hpp"
#include "util/text_sink.hpp"

namespace resizer::report {

/// The version of the format, incremented when readers of the previous one could be misled.
inline constexpr int kJsonSchemaVersion = 1;

/// Writes the complete report, with every image of every run, as JSON (RFC 8259) with a final newline. Only one image
/// at a time is in memory as JSON. Rethrows what `sink` throws. The format is described by report.schema.json beside
/// this header. In short:
/// - `options`, `machine`, `hardware`, `sandbox`, `conditions`, `file_cache`: what was requested, and where and how it
///   ran;
/// - `images[i]`: input and outputs of job i; `unusable`: inputs that could not be used;
/// - `modes[m].summary`: the figures of the terminal report; `modes[m].runs[r].outcomes[i]`: the outcome of images[i];
/// - `scaling`: what several pools show together; `baseline`: comparison with an earlier report;
/// - `outputs_identical`: how many outputs had the same hash in all runs.
/// Times are seconds, sizes bytes, unknown values null. A path is a string if it is valid UTF-8, otherwise an object
/// with its bytes in hexadecimal and a readable form.
void write_json(const analysis::ReportModel& report, const util::TextSink& sink);

}  // namespace resizer::report
