#include "report/json/baseline_reader.hpp"

#include <algorithm>
#include <array>
#include <istream>
#include <limits>
#include <optional>
#include <string_view>

#include "options/table.hpp"
#include "report/json/json.hpp"
#include "report/json/parts.hpp"
#include "report/json/place.hpp"
#include "report/json/report_bytes.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

/// The sections of a report that are read.
constexpr std::array<std::string_view, 6> kSections{"schema_version", "program", "options",
                                                    "machine",        "images",  "modes"};

constexpr int kDeepest = 16;
constexpr std::size_t kMostKeptBytes = 256'000'000;
constexpr std::size_t kMostRuns = 10'000;
constexpr std::uint64_t kMostWorkers = 1'000'000;
constexpr std::uint64_t kMostBytes = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kLongestComplaint = 200;

analysis::BaselineMode read_mode(const Place& place) {
  analysis::BaselineMode mode;
  const auto execution = model::parse<model::Execution>(place.at("execution").text());
  if (!execution) place.at("execution").wrong("a mode");
  mode.execution = *execution;
  mode.workers = static_cast<unsigned>(place.at("workers").whole(1, kMostWorkers));
  mode.failed = place.at("summary").at("failed").whole(0, kMostBytes);
  for (const Place& run : place.at("runs").elements()) {
    if (mode.wall_s.size() == kMostRuns) place.at("runs").wrong("an array of at most 10000 runs");
    const bool is_complete = run.at("interrupted_by_signal").is_null() && !run.at("halted").is_true();
    if (!is_complete) continue;
    mode.wall_s.push_back(run.at("wall_s").seconds());
    mode.cpu_s.push_back(run.at("cpu_user_s").seconds(true) + run.at("cpu_system_s").seconds(true));
  }
  return mode;
}

/// An option that an earlier version did not have, had what is its default now.
analysis::NamedValues read_working_options(const Place& options) {
  const Json defaults = options_json(model::Options());
  analysis::NamedValues working = options.named_values();
  working.merge(Place{defaults, "options."}.named_values());
  std::erase_if(working, [](const auto& member) { return options::may_differ(member.first); });
  return working;
}

using Images = decltype(analysis::Workload::images);

Images::value_type read_image(const Place& image) {
  return {image.at("path").file().filename().native(), image.at("bytes").whole(0, kMostBytes)};
}

/// The members of `program`, with its libraries merged in.
analysis::NamedValues read_program(const Place& place) {
  analysis::NamedValues program = place.named_values();
  program.erase("libraries");
  program.merge(place.at("libraries").named_values());
  return program;
}

analysis::Setting read_setting(const Place& program, const Place& machine) {
  analysis::Setting setting{.program = read_program(program), .machine = machine.named_values()};
  setting.program["version"] = program.at("version").text();
  return setting;
}

/// Selects what the parser keeps: a report of a million images has gigabytes.
class Selection {
 public:
  using Event = Json::parse_event_t;

  bool keeps(int depth, Event event, const Json& parsed) {
    if (depth > kDeepest) refuse("it is nested too deeply for a report");
    if (is_skipping(depth, event)) return false;
    switch (event) {
      case Event::key:
        if (depth == 1) section_ = parsed.get<std::string>();
        if (!keeps_member(depth, parsed)) skipped_depth_ = depth;
        return !skipped_depth_ && has_room(parsed);
      case Event::value:
        if (depth == 1 && section_ == "schema_version") check_schema_version({parsed, "schema_version."});
        if (is_image(depth)) take_image(parsed);
        return has_room(parsed);
      case Event::object_end:
        if (!is_image(depth)) return true;
        take_image(parsed);
        return false;
      case Event::array_start:
        if (is_image(depth)) take_image(Json::array());
        return has_room(Json());
      case Event::object_start:
        return has_room(Json());
      case Event::array_end:
        return true;
    }
    return true;
  }
  Images take_images() {
    std::ranges::sort(images_);
    return std::move(images_);
  }

 private:
  /// The parser also reports what it skips. A skipped member ends with the next one, or with its object.
  bool is_skipping(int depth, Event event) {
    const bool is_over =
        skipped_depth_ && (depth < *skipped_depth_ || (depth == *skipped_depth_ && event == Event::key));
    if (is_over) skipped_depth_.reset();
    return skipped_depth_.has_value();
  }

  bool is_image(int depth) const { return depth == 2 && section_ == "images"; }

  bool keeps_member(int depth, const Json& name) const {
    return depth == 1 ? std::ranges::count(kSections, section_) > 0 : name != "outcomes";
  }

  void take_image(const Json& image) {
    images_.push_back(read_image({image, "images."}));
    charge(images_.back().first.size());
  }

  bool has_room(const Json& value) {
    if (section_ != "images") charge(value.is_string() ? value.get_ref<const std::string&>().size() : 0);
    return true;
  }

  void charge(std::size_t text_bytes) {
    constexpr std::size_t kBytesOfAnyValue = 64;
    kept_bytes_ += kBytesOfAnyValue + text_bytes;
    if (kept_bytes_ > kMostKeptBytes) refuse("it is too large for a report");
  }

  std::string section_;               ///< The member of the report being read.
  std::optional<int> skipped_depth_;  ///< Of a member that is not kept.
  Images images_;
  std::size_t kept_bytes_ = 0;
};

analysis::Baseline read_report(const Place& report, Images images) {
  static_cast<void>(report.at("schema_version").whole(0, kJsonSchemaVersion));
  static_cast<void>(report.at("images").elements());
  analysis::Baseline baseline{
      .setting = read_setting(report.at("program"), report.at("machine")),
      .workload = {.options = read_working_options(report.at("options")), .images = std::move(images)},
      .modes = {}};
  for (const Place& mode : report.at("modes").elements()) baseline.modes.push_back(read_mode(mode));
  return baseline;
}

}  // namespace

analysis::Baseline read_baseline(std::istream& json) {
  Selection selection;
  const auto keeps = [&selection](int depth, Json::parse_event_t event, const Json& parsed) {
    return selection.keeps(depth, event, parsed);
  };
  try {
    const Json report = Json::parse(ReportBytes(*json.rdbuf()), ReportBytes(), keeps);
    return read_report({report, ""}, selection.take_images());
  } catch (const Json::exception& error) {
    refuse("invalid JSON: " + util::printable(std::string(error.what()).substr(0, kLongestComplaint)));
  }
}

analysis::Setting setting_of(const std::string& program_version, const bench::Context& context,
                             const util::CpuAllowance& cpus) {
  const Json program = program_json(program_version, context.build);
  const Json machine = machine_json(context, cpus);
  return read_setting({program, "program."}, {machine, "machine."});
}

analysis::Workload workload_of(const model::Options& options, const std::vector<model::Job>& jobs) {
  const Json described = options_json(options);
  analysis::Workload workload{.options = read_working_options({described, "options."}), .images = {}};
  for (const model::Job& job : jobs) workload.images.emplace_back(job.input.filename().native(), job.input_bytes);
  std::ranges::sort(workload.images);
  return workload;
}

}  // namespace resizer::report
