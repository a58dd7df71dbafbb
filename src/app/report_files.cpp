#include "app/report_files.hpp"

#include <array>
#include <string>

#include "resizer/report/csv.hpp"
#include "resizer/report/html.hpp"
#include "resizer/report/json.hpp"
#include "resizer/report/markdown.hpp"
#include "resizer/report/trace.hpp"
#include "resizer/util/replace_file.hpp"

namespace resizer::app {
namespace {

using Path = std::optional<std::filesystem::path>;

struct ReportFormat {
  Path model::ReportFiles::*file;
  void (*write)(const report::ReportModel& report, const util::TextSink& sink);
};

/// For formats that do not grow with the images.
template <std::string (*to_text)(const report::ReportModel& report)>
void write_at_once(const report::ReportModel& report, const util::TextSink& sink) {
  sink(to_text(report));
}

constexpr std::array<ReportFormat, 5> kFormats{{
    {&model::ReportFiles::json, report::write_json},
    {&model::ReportFiles::csv, report::write_csv},
    {&model::ReportFiles::markdown, write_at_once<report::to_markdown>},
    {&model::ReportFiles::html, write_at_once<report::to_html>},
    {&model::ReportFiles::trace, report::write_trace},
}};

}  // namespace

std::optional<util::Error> write_report_files(const report::ReportModel& report) {
  std::optional<util::Error> first_error;
  for (const ReportFormat& format : kFormats) {
    const Path& path = report.facts.options.output.report_files.*format.file;
    if (!path) continue;
    try {
      util::replace_file(*path, [&](const util::TextSink& sink) { format.write(report, sink); });
    } catch (const util::Error& error) {
      if (!first_error) first_error = error;
    }
  }
  return first_error;
}

}  // namespace resizer::app
