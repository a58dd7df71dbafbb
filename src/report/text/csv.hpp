#pragma once

#include "analysis/report_model.hpp"
#include "util/text_sink.hpp"

namespace resizer::report {

/// Writes one row per image and run as CSV (RFC 4180: a header line, CRLF at the end of lines, fields quoted if
/// necessary). Times are seconds, sizes bytes, unknown values empty. Columns:
/// - execution, workers, round (from 1), image (as readable text, safe for spreadsheets; the JSON report has
///   lossless paths);
/// - outcome, error and reason as in the JSON report; worker, start_s, duration_s and cpu_s;
/// - read_s, decode_s, resample_s, encode_s, write_s;
/// - input_format, input_width_px, input_height_px, input_bytes; outputs (how many) and output_bytes (of all).
void write_csv(const analysis::ReportModel& report, const util::TextSink& sink);

}  // namespace resizer::report
