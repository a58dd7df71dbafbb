#include "app/report_files.hpp"

#include <array>
#include <exception>
#include <filesystem>
#include <string>

#include "report/html/html.hpp"
#include "report/json/json.hpp"
#include "report/json/manifest.hpp"
#include "report/json/trace.hpp"
#include "report/text/csv.hpp"
#include "report/text/markdown.hpp"
#include "util/file.hpp"
#include "util/printable.hpp"
#include "util/replace_file.hpp"
#include "util/stream_file.hpp"

namespace resizer::app {
namespace {

using Path = std::optional<std::filesystem::path>;

struct ReportFormat {
  Path model::ReportFiles::*file;
  void (*write)(const analysis::ReportModel& report, const util::TextSink& sink);
};

/// For formats whose size does not grow with the number of images.
template <std::string (*to_text)(const analysis::ReportModel& report)>
void write_at_once(const analysis::ReportModel& report, const util::TextSink& sink) {
  sink(to_text(report));
}

constexpr std::array<ReportFormat, 6> kFormats{{
    {&model::ReportFiles::json, report::write_json},
    {&model::ReportFiles::csv, report::write_csv},
    {&model::ReportFiles::markdown, write_at_once<report::to_markdown>},
    {&model::ReportFiles::html, write_at_once<report::to_html>},
    {&model::ReportFiles::trace, report::write_trace},
    {&model::ReportFiles::manifest, report::write_manifest},
}};

void write(const analysis::ReportModel& report, const ReportFormat& format, const std::filesystem::path& path) {
  const auto write_contents = [&](const util::TextSink& sink) { format.write(report, sink); };
  try {
    if (util::is_stream(path)) {
      util::write_stream(path, write_contents);
    } else {
      util::replace_file(path, write_contents);
    }
  } catch (const std::filesystem::filesystem_error& error) {
    throw util::system_error(util::printable(path.native()), error.code().value(), util::ErrorCode::write_failed);
  } catch (const std::bad_alloc&) {
    throw util::Error(util::ErrorCode::out_of_memory, util::printable(path.native()) + ": out of memory");
  }
}

constexpr std::uintmax_t kMostManifestBytes = std::uintmax_t{256} << 20U;

}  // namespace

analysis::ManifestPlace manifest_place(const model::ReportFiles& files, bool has_skipped) {
  analysis::ManifestPlace place;
  if (!files.manifest || util::is_stream(*files.manifest)) return place;
  place.folder = files.manifest->parent_path();
  if (!has_skipped) return place;
  try {
    std::vector<std::uint8_t> bytes;
    util::read_file(*files.manifest, kMostManifestBytes, bytes);
    place.former.assign(bytes.begin(), bytes.end());
  } catch (const util::Error&) {  // there is none that can be read
  }
  return place;
}

std::optional<std::filesystem::path> html_folder(const model::ReportFiles& files) {
  if (!files.html || util::is_stream(*files.html)) return std::nullopt;
  return files.html->parent_path();
}

WrittenReports write_report_files(const analysis::ReportModel& report) {
  WrittenReports written;
  for (const ReportFormat& format : kFormats) {
    const Path& path = report.facts.options.output.report_files.*format.file;
    if (!path) continue;
    try {
      write(report, format, *path);
      written.files.push_back(*path);
    } catch (const util::Error& error) {
      written.errors.push_back(error);
    } catch (const std::exception& error) {
      written.errors.emplace_back(util::ErrorCode::internal, util::printable(path->native()) + ": " + error.what());
    }
  }
  return written;
}

}  // namespace resizer::app
