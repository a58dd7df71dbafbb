#pragma once

#include "analysis/report_model.hpp"
#include "util/text_sink.hpp"

namespace resizer::report {

/// The version of the format; it grows when a reader of the former one could be misled.
inline constexpr int kJsonSchemaVersion = 1;

/// Writes the complete report, every image of every run included, as JSON (RFC 8259) that ends in a newline; of very
/// many images only one at a time is in memory as JSON. Passes on what `sink` throws. The format is described by
/// report.schema.json beside this header. In short:
/// - `options`, `machine`, `sandbox`, `conditions`, `file_cache`: what was asked for, where and how it ran;
/// - `images[i]`: input and outputs of job i; `unusable`: what was found and could not be taken;
/// - `modes[m].summary`: the figures of the terminal report; `modes[m].runs[r].outcomes[i]`: what became of images[i];
/// - `scaling`: what several pools say together; `baseline`: this run against an earlier report;
/// - `outputs_identical`: how many outputs had the same hash in all runs.
/// Times are seconds, sizes bytes, an unknown is null. A path is a string when it is valid UTF-8, otherwise an object
/// with its bytes in hexadecimal and a readable form.
void write_json(const analysis::ReportModel& report, const util::TextSink& sink);

}  // namespace resizer::report
