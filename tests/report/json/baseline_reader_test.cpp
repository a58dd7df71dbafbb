#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <streambuf>
#include <utility>

#include "analysis/baseline.hpp"
#include "report/json/baseline_reader.hpp"
#include "report/json/json.hpp"
#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "util/error.hpp"

namespace resizer::report {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

analysis::Baseline read(const std::string& text) {
  std::istringstream stream(text);
  return read_baseline(stream);
}

/// Why a text is refused; empty when it is not.
util::Error refusal_of(const std::string& text) {
  try {
    read(text);
  } catch (const util::Error& error) {
    return error;
  }
  return {util::ErrorCode::internal, ""};
}

TEST(ReadBaseline, FindsWhatAReportHolds) {
  const analysis::Facts facts = test::ten_rounds_facts();
  const analysis::Baseline baseline = read(to_json(analysis::make_report(facts)));
  const analysis::Setting setting = setting_of(facts.program_version, facts.context, facts.cpus);
  EXPECT_EQ(baseline.setting.program, setting.program);
  EXPECT_EQ(baseline.setting.machine, setting.machine);
  EXPECT_EQ(setting.program.at("version"), "1.2.3");
  EXPECT_EQ(setting.program.at("build_type"), "Release");
  EXPECT_EQ(setting.program.at("zimg"), "3.0.4");
  EXPECT_EQ(setting.machine.at("allowed_cores"), "2");
  EXPECT_EQ(baseline.workload.options, workload_of(facts.options, facts.jobs).options);
  EXPECT_EQ(baseline.workload.options.at("filter"), "lanczos3");
  EXPECT_FALSE(baseline.workload.options.contains("runs"));
  EXPECT_THAT(baseline.workload.images, ElementsAre(Pair("image0.jpg", 4'000'000)));
  ASSERT_EQ(baseline.modes.size(), 2U);
  EXPECT_EQ(baseline.modes[1].execution, model::Execution::parallel);
  EXPECT_EQ(baseline.modes[1].workers, 2U);
  ASSERT_EQ(baseline.modes[1].wall_s.size(), 10U);
  EXPECT_DOUBLE_EQ(baseline.modes[1].wall_s[0], 0.105);
  ASSERT_EQ(baseline.modes[1].cpu_s.size(), 10U);
  EXPECT_DOUBLE_EQ(baseline.modes[1].cpu_s[0], 1.0);
  EXPECT_EQ(baseline.modes[1].failed, 0U);
}

TEST(ReadBaseline, GivesOptionsThatAreNewerThanTheReportTheirDefaults) {
  const analysis::Facts facts = test::ten_rounds_facts();
  json report = json::parse(to_json(analysis::make_report(facts)));
  report["options"].erase("linear");
  report["options"].erase("effort");
  EXPECT_EQ(read(report.dump()).workload.options, workload_of(facts.options, facts.jobs).options);
}

/// A text with a part that is repeated, without its memory.
class RepeatedText : public std::streambuf {
 public:
  RepeatedText(std::string head, std::string part, std::size_t times, std::string tail)
      : head_(std::move(head)), part_(std::move(part)), tail_(std::move(tail)), left_(times) {
    show(head_);
  }

 protected:
  int underflow() override {
    if (left_ > 0) {
      --left_;
      show(part_);
    } else if (!std::exchange(is_at_tail_, true)) {
      show(tail_);
    } else {
      return traits_type::eof();
    }
    return gptr() == egptr() ? underflow() : traits_type::to_int_type(*gptr());
  }

 private:
  void show(std::string& text) { setg(text.data(), text.data(), text.data() + text.size()); }
  std::string head_;
  std::string part_;
  std::string tail_;
  std::size_t left_;
  bool is_at_tail_ = false;
};

TEST(ReadBaseline, BoundsWhatItKeeps) {
  struct Row {
    const char* head;
    const char* part;
    std::size_t times;
    const char* reason;
  };
  for (const Row& row : {Row{R"({"outcomes":")", "a", 1U << 27U, "longer string than any report"},
                         {R"({"options":[0)", ",0", 1U << 23U, "too large for a report"},
                         {R"({"images":[)", R"({"path":"a","bytes":1},)", 1U << 22U, "too large for a report"},
                         {R"({"images":[)", "1,", 1U << 22U, "images.path is missing"},
                         {R"({"junk":[[0])", ",[0]", 1U << 22U, "invalid JSON"}}) {
    RepeatedText text(row.head, row.part, row.times, "");
    std::istream stream(&text);
    try {
      read_baseline(stream);
      FAIL() << row.head << " was read";
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), util::ErrorCode::corrupt);
      EXPECT_THAT(error.what(), HasSubstr(row.reason)) << row.head;
    }
  }
}

TEST(ReadBaseline, ReadsAReportOfManyImages) {
  const std::string report = json::parse(to_json(analysis::make_report(test::compare_facts()))).dump();
  const std::size_t at = report.find("\"images\":[") + 10;
  constexpr std::size_t kImages = 1U << 18U;
  RepeatedText text(report.substr(0, at), R"({"bytes":7,"outputs":["out/a.jpg"],"path":"in/a.jpg"},)", kImages,
                    report.substr(at));
  std::istream stream(&text);
  EXPECT_EQ(read_baseline(stream).workload.images.size(), kImages + 4);
}

TEST(ReadBaseline, LeavesOutAnInterruptedRun) {
  EXPECT_THAT(read(to_json(analysis::make_report(test::interrupted_facts()))).modes.at(0).wall_s, testing::IsEmpty());
}

TEST(ReadBaseline, KnowsNamesThatAreNotUtf8) {
  const auto images = read(to_json(analysis::make_report(test::awkward_facts()))).workload.images;
  EXPECT_THAT(images, testing::Contains(Pair("caf\xE9.jpg", 4'000'000)));
}

TEST(ReadBaseline, RefusesWhatIsNoReportAndSaysWhere) {
  const json report = json::parse(to_json(analysis::make_report(test::compare_facts())));
  const auto with = [&](const char* pointer, const json& value) {
    json changed = report;
    changed[json::json_pointer(pointer)] = value;
    return changed.dump();
  };
  const auto without = [&](const char* name) {
    json changed = report;
    changed.erase(name);
    return changed.dump();
  };
  const json many_runs(10'001, json{{"wall_s", 1},
                                    {"cpu_user_s", 1},
                                    {"cpu_system_s", 0},
                                    {"interrupted_by_signal", nullptr},
                                    {"halted", false}});
  struct Row {
    std::string text;
    const char* reason;
  };
  const Row rows[] = {
      {"", "invalid JSON"},
      {"{", "invalid JSON"},
      {"{} {}", "invalid JSON"},
      {"\xFF\xFE", "invalid JSON"},
      {R"({"schema_version": 1e999})", "invalid JSON"},
      {"null", "schema_version is missing"},
      {"[]", "schema_version is missing"},
      {"{}", "schema_version is missing"},
      {std::string(1'000'000, '['), "nested too deeply"},
      {with("/schema_version", "1"), "schema_version is not a whole number"},
      {with("/schema_version", -1), "schema_version is not a whole number"},
      {without("program"), "program is missing"},
      {with("/program/version", 1), "program.version is not a string"},
      {with("/program/libraries", 1), "program.libraries is not an object"},
      {with("/program", 1), "program is not an object"},
      {with("/machine", 7), "machine is not an object"},
      {with("/options", json::array()), "options is not an object"},
      {with("/images", json::object()), "images is not an array"},
      {with("/images/0", 3), "images.path is missing"},
      {with("/images/0/path", 3), "images.path is not a path"},
      {with("/images/0/path", {{"hex", "6"}}), "images.path is not a path"},
      {with("/images/0/path", {{"hex", "zz"}}), "images.path is not a path"},
      {with("/images/0/bytes", -1), "images.bytes is not a whole number"},
      {with("/images/0/bytes", 1.5), "images.bytes is not a whole number"},
      {with("/modes", nullptr), "modes is not an array"},
      {with("/modes/0/execution", "quick"), "modes.execution is not a mode"},
      {with("/modes/0/workers", 0), "modes.workers is not in range"},
      {with("/modes/0/workers", 5'000'000'000), "modes.workers is not in range"},
      {with("/modes/0/runs/0/wall_s", nullptr), "modes.runs.wall_s is not a time"},
      {with("/modes/0/runs/0/wall_s", 0), "modes.runs.wall_s is not a time"},
      {with("/modes/0/runs/0/wall_s", -1), "modes.runs.wall_s is not a time"},
      {with("/modes/0/runs/0/wall_s", 1e300), "modes.runs.wall_s is not a time"},
      {with("/modes/0/runs/0/cpu_user_s", -1), "modes.runs.cpu_user_s is not a time"},
      {with("/modes/0/runs/0/cpu_system_s", nullptr), "modes.runs.cpu_system_s is not a time"},
      {with("/modes/0/summary/failed", -1), "modes.summary.failed is not a whole number"},
      {with("/modes/0/runs", many_runs), "modes.runs is not an array of at most 10000 runs"},
  };
  for (const Row& row : rows) {
    const util::Error error = refusal_of(row.text);
    EXPECT_EQ(error.code(), util::ErrorCode::corrupt) << row.text.substr(0, 100);
    EXPECT_THAT(error.what(), HasSubstr(row.reason)) << row.text.substr(0, 100);
    EXPECT_THAT(error.what(), testing::Not(HasSubstr("\n"))) << row.text.substr(0, 100);
  }
  const util::Error newer = refusal_of(with("/schema_version", 99));
  EXPECT_EQ(newer.code(), util::ErrorCode::unsupported_format);
  EXPECT_THAT(newer.what(), HasSubstr("schema_version is 99; this program reads"));
}

TEST(ReadBaseline, SurvivesEveryTruncation) {
  const std::string whole = json::parse(to_json(analysis::make_report(test::compare_facts()))).dump();
  for (std::size_t length = 0; length < whole.size(); length += 7) {
    EXPECT_EQ(refusal_of(whole.substr(0, length)).code(), util::ErrorCode::corrupt) << length;
  }
}

}  // namespace
}  // namespace resizer::report
