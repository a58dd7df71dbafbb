#include "report/json/failures_reader.hpp"

#include <algorithm>
#include <array>
#include <istream>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "report/json/json.hpp"
#include "report/json/parts.hpp"
#include "report/json/place.hpp"
#include "report/json/report_bytes.hpp"
#include "util/error.hpp"
#include "util/printable.hpp"

namespace resizer::report {
namespace {

namespace fs = std::filesystem;

/// The sections of a report that are read, and the members below.
constexpr std::array<std::string_view, 4> kSections{"schema_version", "images", "unusable", "modes"};
constexpr std::array<std::string_view, 6> kMembers{"path", "hex", "printable", "runs", "outcomes", "outcome"};

constexpr int kDeepest = 16;
constexpr std::size_t kMostPathBytes = 256'000'000;
constexpr std::size_t kMostValuesOfElement = 10'000;

/// How deep the elements are: of a section, of a mode's runs, and of a run's outcomes.
constexpr int kElement = 2;
constexpr int kRun = 4;
constexpr int kOutcome = 6;

/// Takes what is needed while the report is parsed, so that the parser keeps one element at a time: a report of a
/// million images has gigabytes.
class Failures {
 public:
  using Event = Json::parse_event_t;

  /// Called by the parser; false for what it is to drop.
  bool take(int depth, Event event, Json& parsed) {
    if (depth > kDeepest) refuse("it is nested too deeply for a report");
    if (is_skipping(depth, event)) return false;
    if (event == Event::key) return take_key(depth, parsed.get_ref<const std::string&>());
    if (event == Event::object_start && depth == kRun) begin_run();
    if (++values_ > kMostValuesOfElement) refuse("it is too large for a report");
    const bool is_whole = event == Event::value || event == Event::object_end || event == Event::array_end;
    const bool is_element = depth == kElement || (section_ == "modes" && (depth == kRun || depth == kOutcome));
    if (depth == 1 && section_ == "schema_version" && is_whole) check_schema_version({parsed, "schema_version."});
    if (!is_whole || !is_element) return true;
    take_element(depth, parsed);
    values_ = 0;
    return false;
  }

  std::vector<fs::path> result() {
    for (const std::string_view section : kSections) {
      if (!seen_.contains(section)) refuse("not a report: " + std::string(section) + " is missing");
    }
    if (is_done_.size() > images_.size()) refuse("not a report: modes has more outcomes than there are images");
    is_done_.resize(images_.size(), has_runs_);
    std::vector<fs::path> all;
    for (std::size_t i = 0; i < images_.size(); ++i) {
      if (!is_done_[i]) all.push_back(std::move(images_[i]));
    }
    std::ranges::move(unusable_, std::back_inserter(all));
    return all;
  }

 private:
  /// The parser also reports what it skips. A skipped member ends with the next one, or with its object.
  bool is_skipping(int depth, Event event) {
    const bool is_over =
        skipped_depth_ && (depth < *skipped_depth_ || (depth == *skipped_depth_ && event == Event::key));
    if (is_over) skipped_depth_.reset();
    return skipped_depth_.has_value();
  }

  bool take_key(int depth, const std::string& name) {
    if (depth == 1) {
      section_ = std::ranges::count(kSections, name) > 0 ? name : "";
      if (!section_.empty()) seen_.insert(section_);
    } else if (depth == kRun + 1) {
      list_ = name;
    }
    const bool is_kept = depth == 1 ? !section_.empty() : std::ranges::count(kMembers, name) > 0;
    if (!is_kept) skipped_depth_ = depth;
    return is_kept;
  }

  void take_element(int depth, const Json& element) {
    if (depth == kElement && section_ == "images") images_.push_back(path_of(element, "images."));
    if (depth == kElement && section_ == "unusable") unusable_.push_back(path_of(element, "unusable."));
    if (depth == kOutcome && list_ == "outcomes") take_outcome(element);
  }

  void begin_run() {
    has_runs_ = has_runs_ || section_ == "modes";
    next_outcome_ = 0;
  }

  void take_outcome(const Json& outcome) {
    const bool is_done = Place{outcome, "modes.runs.outcomes."}.at("outcome").text() == "done";
    if (next_outcome_ == is_done_.size()) is_done_.push_back(true);
    if (!is_done) is_done_[next_outcome_] = false;
    ++next_outcome_;
  }

  fs::path path_of(const Json& entry, const char* place) {
    fs::path path = Place{entry, place}.at("path").file();
    path_bytes_ += path.native().size() + sizeof(fs::path);
    if (path_bytes_ > kMostPathBytes) refuse("it is too large for a report");
    return path;
  }

  std::string section_;               ///< The member of the report being read; empty for one that is not needed.
  std::string list_;                  ///< The member of a run being read.
  std::optional<int> skipped_depth_;  ///< Of a member that is not kept.
  std::size_t values_ = 0;            ///< Of the element being read.
  std::set<std::string, std::less<>> seen_;
  std::vector<fs::path> images_;
  std::vector<fs::path> unusable_;
  std::vector<bool> is_done_;  ///< Of images_[i], in all runs so far.
  std::size_t next_outcome_ = 0;
  bool has_runs_ = false;
  std::size_t path_bytes_ = 0;
};

}  // namespace

std::vector<fs::path> read_failures(std::istream& json) {
  constexpr std::size_t kLongestComplaint = 200;
  Failures failures;
  try {
    const Json report = Json::parse(ReportBytes(*json.rdbuf()), ReportBytes(),
                                    [&failures](int depth, Json::parse_event_t event, Json& parsed) {
                                      return failures.take(depth, event, parsed);
                                    });
    if (!report.is_object()) refuse("not a report: it is not an object");
    return failures.result();
  } catch (const Json::exception& error) {
    refuse("invalid JSON: " + util::printable(std::string(error.what()).substr(0, kLongestComplaint)));
  }
}

}  // namespace resizer::report
