#pragma once

#include "analysis/report_model.hpp"
#include "util/text_sink.hpp"

namespace resizer::report {

/// The version of the format, incremented when readers of the previous one could be misled.
inline constexpr int kManifestSchemaVersion = 1;

/// Writes what a web page needs to show the outputs, as JSON with a final newline: docs/manifest.md describes it,
/// manifest.schema.json beside this header defines it. An image that was skipped keeps the entry that the former
/// manifest has for the same outputs. Images without an entry are listed with the reason. Paths are relative to the
/// manifest. Rethrows what `sink` throws.
void write_manifest(const analysis::ReportModel& report, const util::TextSink& sink);

}  // namespace resizer::report
