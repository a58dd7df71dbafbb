#pragma once

#include <string>

#include "report/json/json.hpp"
#include "report/json/trace.hpp"
#include "report/text/csv.hpp"

/// Reports that are written piece by piece, as one text.
namespace resizer::report {

inline std::string text_of(void (*write)(const analysis::ReportModel& report, const util::TextSink& sink),
                           const analysis::ReportModel& report) {
  std::string text;
  write(report, [&text](std::string_view part) { text += part; });
  return text;
}

inline std::string to_json(const analysis::ReportModel& report) {
  return text_of(write_json, report);
}
inline std::string to_trace(const analysis::ReportModel& report) {
  return text_of(write_trace, report);
}
inline std::string to_csv(const analysis::ReportModel& report) {
  return text_of(write_csv, report);
}

}  // namespace resizer::report
