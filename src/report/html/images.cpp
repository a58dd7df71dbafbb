#include <algorithm>
#include <filesystem>
#include <functional>
#include <numeric>

#include "analysis/image_summary.hpp"
#include "report/html/links.hpp"
#include "report/html/parts.hpp"
#include "report/text/markup.hpp"
#include "report/text/wording.hpp"
#include "util/printable.hpp"
#include "util/quantity.hpp"

namespace resizer::report {
namespace {

namespace fs = std::filesystem;

/// A browser sorts this many at once, and the page stays below a megabyte or two.
constexpr std::size_t kMostRows = 1000;

std::string number_cell(const std::string& content, const std::string& key) {
  return element("td", {{"data-sort", key}}, content);
}

std::string unknown_cell() {
  return number_cell("-", "");
}

/// Text that leads to a file, if it is known where that is.
std::string linked(const std::string& text, const std::string& target) {
  return target.empty() ? escaped_html(text) : text_element("a", {{"href", target}}, text);
}

std::string pixels_key(const model::ImageFacts& image) {
  return std::to_string(std::uint64_t{image.width_px} * image.height_px);
}

/// The folder that all these images lie in, maybe deeper; empty if there is none.
fs::path common_folder(const std::vector<model::Job>& jobs, const std::vector<std::size_t>& listed) {
  fs::path common = jobs[listed.front()].input.parent_path();
  for (const std::size_t job : listed) {
    const fs::path folder = jobs[job].input.parent_path();
    const auto end = std::mismatch(common.begin(), common.end(), folder.begin(), folder.end()).first;
    common = std::accumulate(common.begin(), end, fs::path(), std::divides<>());
  }
  return common;
}

/// An image as a row of the table.
class ImageRow {
 public:
  ImageRow(const analysis::ReportModel& report, std::size_t job, const fs::path& folder)
      : facts_(report.facts), job_(facts_.jobs[job]), image_(analysis::summarize_image(report, job)), folder_(folder) {}

  std::string markup() const {
    std::string cells = element("th", {{"scope", "row"}, {"class", "left name"}},
                                linked(util::printable(name().native()), link_to(job_.input, facts_)));
    cells += text_element("td", {{"class", "left"}}, result_text());
    const model::JobReport* done = image_.report;
    cells +=
        done == nullptr ? unknown_cell() : number_cell(escaped_html(size_text(done->input)), pixels_key(done->input));
    cells += number_cell(util::format_bytes(job_.input_bytes), std::to_string(job_.input_bytes));
    cells += done == nullptr ? unknown_cell() + unknown_cell() : output_cells(*done);
    for (const std::optional<double>& time_s : image_.time_s) {
      cells += time_s ? number_cell(duration_or_unknown(time_s), short_number(*time_s * 1000)) : unknown_cell();
    }
    return element("tr", {}, cells) + '\n';
  }

 private:
  fs::path name() const { return folder_.empty() ? job_.input : job_.input.lexically_relative(folder_); }

  std::string output_cells(const model::JobReport& done) const {
    std::string links;
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < done.outputs.size(); ++i) {
      const model::ImageFacts& output = done.outputs[i].image;
      links += (links.empty() ? "" : "<br>") + linked(size_text(output), link_to(job_.outputs[i], facts_));
      bytes += output.bytes;
    }
    return number_cell(links, pixels_key(done.outputs.front().image)) +
           number_cell(util::format_bytes(bytes), std::to_string(bytes));
  }

  std::string_view result_text() const {
    using Result = analysis::ImageSummary::Result;
    switch (image_.result) {
      case Result::done:
        return image_.report != nullptr && !image_.report->warnings.empty() ? "done with warnings" : "done";
      case Result::failed:
        return image_.report != nullptr ? "failed in some runs" : "failed";
      case Result::interrupted:
        return "not reached in some run";
    }
    return {};
  }

  const analysis::Facts& facts_;
  const model::Job& job_;
  analysis::ImageSummary image_;
  const fs::path& folder_;
};

std::string heading_row(const analysis::ReportModel& report) {
  std::string cells;
  for (const char* heading : {"image", "outcome"}) {
    cells += text_element("th", {{"scope", "col"}, {"class", "left"}}, heading);
  }
  const auto add = [&cells](const std::string& heading) { cells += text_element("th", {{"scope", "col"}}, heading); };
  for (const char* heading : {"size", "bytes", "outputs", "bytes written"}) add(heading);
  for (const analysis::ModeSummary& mode : report.modes) add(mode_label(mode, Symbols{true}));
  return element("tr", {}, cells);
}

std::string note(const fs::path& folder, std::size_t listed, std::size_t all) {
  std::string text = folder.empty() ? "" : "Folder: " + util::printable(folder.native()) + ". ";
  text += "Times are medians of the rounds.";
  if (listed == all) return text;
  return text + " Of " + std::to_string(all) + " images, these " + std::to_string(listed) +
         " failed or took longest; --export-csv lists all.";
}

}  // namespace

std::string html_images(const analysis::ReportModel& report) {
  const std::vector<std::size_t> jobs = analysis::images_to_list(report, kMostRows);
  if (jobs.empty() || !report.headline) return {};
  const fs::path folder = common_folder(report.facts.jobs, jobs);
  std::string rows;
  for (const std::size_t job : jobs) rows += ImageRow(report, job, folder).markup();
  const std::string table =
      element("table", {{"class", "sortable"}},
              element("thead", {}, heading_row(report)) + '\n' + element("tbody", {}, '\n' + rows));
  return section_element("Images", note(folder, jobs.size(), report.facts.jobs.size()), scrollable(table, "Images"),
                         "images");
}

}  // namespace resizer::report
