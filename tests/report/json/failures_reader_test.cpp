#include "report/json/failures_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "util/error.hpp"

namespace resizer::report {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::filesystem::path> read(const json& report) {
  std::istringstream stream(report.dump());
  return read_failures(stream);
}

/// Why a text is refused; empty when it is not.
util::Error refusal_of(const std::string& text) {
  try {
    std::istringstream stream(text);
    read_failures(stream);
  } catch (const util::Error& error) {
    return error;
  }
  return {util::ErrorCode::internal, ""};
}

/// A report of images a, b, c, ..., with the outcomes of each run.
json report_of(const std::vector<std::vector<std::string>>& runs) {
  json report{{"schema_version", 1}, {"images", json::array()}, {"unusable", json::array()}, {"modes", json::array()}};
  const std::size_t images = runs.empty() ? 2 : runs.front().size();
  for (std::size_t i = 0; i < images; ++i) {
    report["images"].push_back({{"path", std::string(1, static_cast<char>('a' + i))}, {"bytes", 3}});
  }
  for (const std::vector<std::string>& outcomes : runs) {
    json run{{"outcomes", json::array()}, {"wall_s", 1.5}};
    for (const std::string& outcome : outcomes) run["outcomes"].push_back({{"outcome", outcome}, {"times", {1, 2}}});
    report["modes"].push_back({{"summary", {{"failed", 0}}}, {"runs", json::array({run})}});
  }
  return report;
}

TEST(ReadFailures, FindsWhatWasNotDoneInEachRun) {
  EXPECT_THAT(read(report_of({{"done", "done"}, {"done", "done"}})), IsEmpty());
  EXPECT_THAT(read(report_of({{"done", "failed", "crashed", "exited", "timed_out", "interrupted"}})),
              ElementsAre("b", "c", "d", "e", "f"));
  EXPECT_THAT(read(report_of({{"failed", "done", "done"}, {"done", "done", "crashed"}})), ElementsAre("a", "c"));
  EXPECT_THAT(read(report_of({})), ElementsAre("a", "b")) << "nothing was run";
}

TEST(ReadFailures, FindsPathsOfAnyBytesAndWhatCouldNotBeUsed) {
  json report = report_of({{"failed", "done"}});
  report["images"][0]["path"] = {{"hex", "61ff"}, {"printable", "a?"}};
  report["unusable"].push_back({{"path", "broken"}, {"reason", "broken symbolic link"}});
  EXPECT_THAT(read(report), ElementsAre("a\xFF", "broken"));
}

TEST(ReadFailures, TakesARealReport) {
  const std::string text = to_json(analysis::make_report(test::compare_facts()));
  const json report = json::parse(text);
  std::vector<std::filesystem::path> expected;
  for (std::size_t i = 0; i < report["images"].size(); ++i) {
    bool is_done = true;
    for (const json& mode : report["modes"]) {
      for (const json& run : mode["runs"]) is_done = is_done && run["outcomes"][i]["outcome"] == "done";
    }
    if (!is_done) expected.emplace_back(report["images"][i]["path"].get<std::string>());
  }
  for (const json& entry : report["unusable"]) expected.emplace_back(entry["path"].get<std::string>());
  ASSERT_THAT(expected, testing::Not(IsEmpty()));
  std::istringstream stream(text);
  EXPECT_EQ(read_failures(stream), expected);
}

TEST(ReadFailures, RefusesWhatIsNoReport) {
  struct Row {
    std::string text;
    const char* reason;
  };
  json other_version = report_of({{"done"}});
  other_version["schema_version"] = 2;
  json no_path = report_of({{"done"}});
  no_path["images"][0].erase("path");
  json more_outcomes = report_of({{"done", "failed"}});
  more_outcomes["images"].erase(1);
  const Row rows[] = {
      {"", "invalid JSON"},
      {"{", "invalid JSON"},
      {"[]", "not a report"},
      {"7", "not a report"},
      {"{}", "schema_version is missing"},
      {R"({"schema_version":1,"images":[]})", "unusable is missing"},
      {other_version.dump(), "its schema_version is 2"},
      {no_path.dump(), "images.path is missing"},
      {more_outcomes.dump(), "more outcomes than there are images"},
      {R"({"images":[)" + std::string(40, '[') + "]", "nested too deeply"},
      {R"({"images":[{"path":[0)" +
           [] {
             std::string zeros;
             for (int i = 0; i < 20'000; ++i) zeros += ",0";
             return zeros;
           }(),
       "too large"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(refusal_of(row.text).what(), HasSubstr(row.reason)) << row.text.substr(0, 100);
  }
}

}  // namespace
}  // namespace resizer::report
