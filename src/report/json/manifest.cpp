#include "report/json/manifest.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <utility>

#include "analysis/image_summary.hpp"
#include "report/json/parts.hpp"
#include "report/json/writer.hpp"
#include "report/text/markup.hpp"
#include "report/text/urls.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

namespace fs = std::filesystem;

/// Width and height of the upright image: EXIF orientations 5 to 8 swap them.
std::pair<std::uint32_t, std::uint32_t> upright_size(const model::ImageFacts& image) {
  std::pair size(image.width_px, image.height_px);
  if (image.orientation >= 5) std::swap(size.first, size.second);
  return size;
}

std::string color_text(const model::Placeholder::Rgb& color) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", color.red, color.green, color.blue);
  return text.data();
}

std::string hash_text(const model::Placeholder& placeholder) {
  return base64({reinterpret_cast<const char*>(placeholder.hash.data()), placeholder.hash_bytes});
}

/// The entries of an earlier manifest by the paths of their outputs.
using FormerEntries = std::map<std::string, Json>;

std::string key_of(const Json& source, const std::vector<Json>& paths) {
  std::string key = source.dump();
  for (const Json& path : paths) key += ' ' + path.dump();
  return key;
}

/// Whatever is no manifest has no entries.
FormerEntries read_entries(const std::string& former) {
  FormerEntries entries;
  const Json manifest = Json::parse(former, nullptr, false);
  if (!manifest.is_object() || manifest.value("schema_version", Json()) != kManifestSchemaVersion) return entries;
  for (const Json& entry : manifest.value("images", Json::array())) {
    if (!entry.is_object() || !entry.contains("source") || !entry.contains("outputs")) continue;
    std::vector<Json> paths;
    for (const Json& output : entry["outputs"]) {
      if (output.is_object()) paths.push_back(output.value("path", Json()));
    }
    entries.emplace(key_of(entry["source"], paths), entry);
  }
  return entries;
}

/// Makes the entries of images.
class Entries {
 public:
  explicit Entries(const analysis::Facts& facts) : facts_(facts), former_(read_entries(facts.manifest.former)) {}

  Json of_done(const model::Job& job, const model::JobReport& report) const {
    const auto [width, height] = upright_size(report.input);
    Json entry{{"source", path_json(path_to(job.input))}, {"width", width}, {"height", height}};
    entry["color"] = report.placeholder ? Json(color_text(report.placeholder->average)) : Json();
    entry["thumbhash"] = report.placeholder ? Json(hash_text(*report.placeholder)) : Json();
    entry["srcset"] = srcset_of(job, report);
    entry["outputs"] = Json::array();
    for (std::size_t k = 0; k < report.outputs.size(); ++k) {
      const model::ImageFacts& output = report.outputs[k].image;
      const auto [output_width, output_height] = upright_size(output);
      entry["outputs"].push_back({{"path", path_json(path_to(job.outputs[k]))},
                                  {"width", output_width},
                                  {"height", output_height},
                                  {"format", name_of(output.format)},
                                  {"bytes", output.bytes}});
    }
    return entry;
  }

  /// The entry of an image whose outputs are those of the former manifest; null if that has none.
  const Json* of_skipped(const model::Job& job) const {
    std::vector<Json> paths;
    for (const fs::path& output : job.outputs) paths.push_back(path_json(path_to(output)));
    const auto found = former_.find(key_of(path_json(path_to(job.input)), paths));
    return found == former_.end() ? nullptr : &found->second;
  }

  Json of_missing(const fs::path& input, const std::string& reason) const {
    return {{"source", path_json(path_to(input))}, {"reason", util::printable(reason)}};
  }

 private:
  /// From the manifest to the file.
  fs::path path_to(const fs::path& file) const {
    if (!facts_.manifest.folder) return file;
    return path_from(*facts_.manifest.folder, file, facts_.working_folder).value_or(facts_.working_folder / file);
  }

  /// For each format, its outputs as the attribute of that name wants them: "a-400.webp 400w, a-800.webp 800w". A width
  /// must not be there twice.
  Json srcset_of(const model::Job& job, const model::JobReport& report) const {
    Json all = Json::object();
    std::set<std::pair<model::Format, std::uint32_t>> widths;
    for (std::size_t k = 0; k < report.outputs.size(); ++k) {
      const model::ImageFacts& output = report.outputs[k].image;
      const std::uint32_t width = upright_size(output).first;
      if (!widths.emplace(output.format, width).second) continue;
      const std::string name(name_of(output.format));
      std::string text = all.value(name, "");
      if (!text.empty()) text += ", ";
      all[name] = text + percent_encoded(path_to(job.outputs[k]).native()) + ' ' + std::to_string(width) + 'w';
    }
    return all;
  }

  const analysis::Facts& facts_;
  FormerEntries former_;
};

/// Why an image has no entry: how it last ended, other than done.
std::string reason_of(const analysis::Facts& facts, std::size_t job) {
  std::string reason = "interrupted";
  for (const bench::Series& series : facts.measurements.series) {
    for (const model::RunResult& run : series.runs) {
      if (run.outcomes[job].failed()) reason = model::reason(run.outcomes[job].kind);
    }
  }
  return reason;
}

constexpr const char* kNotDescribed = "skipped: its outputs exist, but no earlier manifest describes them";

}  // namespace

void write_manifest(const analysis::ReportModel& report, const util::TextSink& sink) {
  const analysis::Facts& facts = report.facts;
  const Entries entries(facts);
  std::vector<Json> missing;
  JsonWriter json(sink, JsonLayout::indented);
  json.object([&] {
    json.member("schema_version", kManifestSchemaVersion);
    json.key("images");
    json.array([&] {
      for (std::size_t job = 0; job < facts.jobs.size(); ++job) {
        const analysis::ImageSummary image = analysis::summarize_image(report, job);
        if (image.result == analysis::ImageSummary::Result::done && image.report != nullptr) {
          json.value(entries.of_done(facts.jobs[job], *image.report));
        } else {
          missing.push_back(entries.of_missing(facts.jobs[job].input, reason_of(facts, job)));
        }
      }
      for (const model::Job& job : facts.skipped) {
        if (const Json* entry = entries.of_skipped(job)) {
          json.value(*entry);
        } else {
          missing.push_back(entries.of_missing(job.input, kNotDescribed));
        }
      }
    });
    for (const model::Unusable& file : facts.unusable) missing.push_back(entries.of_missing(file.path, file.reason));
    json.list("missing", missing, [](const Json& entry) { return entry; });
  });
  sink("\n");
}

}  // namespace resizer::report
