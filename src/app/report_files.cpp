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
  std::string (*render)(const report::ReportModel& report);
};

constexpr std::array<ReportFormat, 5> kFormats{{
    {&model::ReportFiles::json, report::to_json},
    {&model::ReportFiles::csv, report::to_csv},
    {&model::ReportFiles::markdown, report::to_markdown},
    {&model::ReportFiles::html, report::to_html},
    {&model::ReportFiles::trace, report::to_trace},
}};

}  // namespace

std::optional<util::Error> write_report_files(const report::ReportModel& report) {
  std::optional<util::Error> first_error;
  for (const auto& [file, render] : kFormats) {
    const Path& path = report.facts.options.output.report_files.*file;
    if (!path) continue;
    try {
      util::replace_file(*path, render(report));
    } catch (const util::Error& error) {
      if (!first_error) first_error = error;
    }
  }
  return first_error;
}

}  // namespace resizer::app
