#pragma once

#include <string>

#include "resizer/report/csv.hpp"
#include "resizer/report/json.hpp"
#include "resizer/report/trace.hpp"

/// Reports that are written piece by piece, as one text.
namespace resizer::report {

inline std::string text_of(void (*write)(const ReportModel& report, const util::TextSink& sink),
                           const ReportModel& report) {
  std::string text;
  write(report, [&text](std::string_view part) { text += part; });
  return text;
}

inline std::string to_json(const ReportModel& report) {
  return text_of(write_json, report);
}
inline std::string to_trace(const ReportModel& report) {
  return text_of(write_trace, report);
}
inline std::string to_csv(const ReportModel& report) {
  return text_of(write_csv, report);
}

}  // namespace resizer::report
