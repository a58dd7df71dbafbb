#include <algorithm>
#include <array>
#include <limits>

#include "report/json_parts.hpp"
#include "resizer/report/baseline.hpp"
#include "resizer/report/json.hpp"
#include "resizer/util/error.hpp"
#include "resizer/util/printable.hpp"

namespace resizer::report {
namespace {

/// They say where the files are and how often they are gone through, not what is done with one.
constexpr std::array kOptionsThatDoNoWork{"inputs", "output_dir", "recursive", "mode",    "jobs",
                                          "runs",   "warmup",     "timeout_s", "retries", "memory_limit_bytes",
                                          "halt"};

constexpr int kDeepest = 16;
constexpr std::size_t kMostRuns = 10'000;
constexpr std::uint64_t kMostWorkers = 1'000'000;
constexpr std::uint64_t kMostBytes = std::numeric_limits<std::uint64_t>::max();
constexpr double kLongestSeconds = 1e9;
constexpr std::size_t kLongestComplaint = 200;

[[noreturn]] void refuse(const std::string& reason) {
  throw util::Error(util::ErrorCode::corrupt, reason);
}

/// Leaves out what is told of single images, which is most of a report, and refuses what is nested deeper than any.
bool keep(int depth, Json::parse_event_t event, const Json& parsed) {
  if (depth > kDeepest) refuse("it is nested too deeply for a report");
  return event != Json::parse_event_t::key || parsed != "outcomes";
}

/// A value in the report, and where it stands.
class Place {
 public:
  Place(const Json& value, std::string path) : value_(value), path_(std::move(path)) {}

  Place at(const char* name) const {
    if (!value_.is_object() || !value_.contains(name)) refuse("it is no report: " + path_ + name + " is missing");
    return {value_[name], path_ + name + "."};
  }
  std::vector<Place> elements() const {
    if (!value_.is_array()) wrong("a list");
    std::vector<Place> all;
    for (const Json& element : value_) all.emplace_back(element, path_);
    return all;
  }
  std::string text() const {
    if (!value_.is_string()) wrong("a text");
    return value_.get<std::string>();
  }
  std::uint64_t whole(std::uint64_t lowest, std::uint64_t highest) const {
    if (!value_.is_number_unsigned()) wrong("a whole number");
    const auto number = value_.get<std::uint64_t>();
    if (number < lowest || number > highest) wrong("within its bounds");
    return number;
  }
  double seconds() const {
    const double number = value_.is_number() ? value_.get<double>() : 0;
    if (!(number > 0 && number <= kLongestSeconds)) wrong("a time");
    return number;
  }
  NamedValues named_values() const {
    if (!value_.is_object()) wrong("an object");
    NamedValues all;
    for (const auto& [name, value] : value_.items())
      all[name] = value.is_string() ? value.get<std::string>() : value.dump();
    return all;
  }
  bool is_null() const { return value_.is_null(); }
  bool is_true() const { return value_ == true; }
  std::filesystem::path file() const {
    const auto path = path_from_json(value_);
    if (!path) wrong("a path");
    return *path;
  }
  [[noreturn]] void wrong(const char* expected) const {
    refuse("it is no report: " + path_.substr(0, path_.size() - 1) + " is not " + expected);
  }

 private:
  const Json& value_;
  std::string path_;
};

BaselineMode read_mode(const Place& place) {
  BaselineMode mode;
  const auto execution = model::parse<model::Execution>(place.at("execution").text());
  if (!execution) place.at("execution").wrong("a mode");
  mode.execution = *execution;
  mode.workers = static_cast<unsigned>(place.at("workers").whole(1, kMostWorkers));
  for (const Place& run : place.at("runs").elements()) {
    if (mode.wall_s.size() == kMostRuns) place.at("runs").wrong("of 10000 runs at most");
    const bool is_complete = run.at("interrupted_by_signal").is_null() && !run.at("halted").is_true();
    if (is_complete) mode.wall_s.push_back(run.at("wall_s").seconds());
  }
  return mode;
}

NamedValues read_working_options(const Place& options) {
  NamedValues working = options.named_values();
  for (const char* name : kOptionsThatDoNoWork) working.erase(name);
  return working;
}

Workload read_workload(const Place& options, const Place& images) {
  Workload workload{.options = read_working_options(options), .images = {}};
  for (const Place& image : images.elements()) {
    const std::filesystem::path path = image.at("path").file();
    workload.images.emplace_back(path.filename().native(), image.at("bytes").whole(0, kMostBytes));
  }
  std::ranges::sort(workload.images);
  return workload;
}

/// The libraries stand beside what else is told of the program, each by its name.
NamedValues read_program(const Place& place) {
  NamedValues program = place.named_values();
  program.erase("libraries");
  program.merge(place.at("libraries").named_values());
  return program;
}

Setting read_setting(const Place& program, const Place& machine) {
  Setting setting{.program = read_program(program), .machine = machine.named_values()};
  setting.program["version"] = program.at("version").text();
  return setting;
}

Baseline read_report(const Place& report) {
  const std::uint64_t version = report.at("schema_version").whole(0, std::numeric_limits<std::int64_t>::max());
  if (version != kJsonSchemaVersion) {
    throw util::Error(util::ErrorCode::unsupported_format, "its schema_version is " + std::to_string(version) +
                                                               "; this program reads " +
                                                               std::to_string(kJsonSchemaVersion));
  }
  Baseline baseline{.setting = read_setting(report.at("program"), report.at("machine")),
                    .workload = read_workload(report.at("options"), report.at("images")),
                    .modes = {}};
  for (const Place& mode : report.at("modes").elements()) baseline.modes.push_back(read_mode(mode));
  return baseline;
}

}  // namespace

Baseline read_baseline(std::span<const std::uint8_t> json) {
  try {
    const Json report = Json::parse(json, keep);
    return read_report({report, ""});
  } catch (const Json::exception& error) {
    refuse("it is no JSON: " + util::printable(std::string(error.what()).substr(0, kLongestComplaint)));
  }
}

Setting setting_of(const std::string& program_version, const bench::Context& context, const util::CpuAllowance& cpus) {
  const Json program = program_json(program_version, context.build);
  const Json machine = machine_json(context, cpus);
  return read_setting({program, "program."}, {machine, "machine."});
}

Workload workload_of(const model::Options& options, const std::vector<model::Job>& jobs) {
  const Json described = options_json(options);
  Workload workload{.options = read_working_options({described, "options."}), .images = {}};
  for (const model::Job& job : jobs) workload.images.emplace_back(job.input.filename().native(), job.input_bytes);
  std::ranges::sort(workload.images);
  return workload;
}

}  // namespace resizer::report
