#include "shards/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shards/merged_json.hpp"

namespace resizer::shards {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr unsigned kShards = 2;
constexpr std::size_t kInputs = 5;  // 0, 2 and 4 in shard 1, 1 and 3 in shard 2

std::string path_of(std::size_t index) {
  return "in/" + std::to_string(index) + ".jpg";
}

/// Two shards of five images.
class Merge : public testing::Test {
 protected:
  Merge() {
    plan_id_ = write_plan([&](std::string_view part) { plan_ += part; },
                          {.program_version = "1",
                           .output_version = 1,
                           .shards = kShards,
                           .inputs = kInputs,
                           .output_folder = "out",
                           .arguments = {}},
                          [](std::size_t index) {
                            return PlannedInput{.path = path_of(index),
                                                .state = {},
                                                .outputs = {std::to_string(index) + ".jpg"},
                                                .shard = static_cast<unsigned>(index % kShards + 1)};
                          });
  }

  ShardReportHead head(unsigned shard) const {
    return {.program_version = "1",
            .plan_id = plan_id_,
            .shard = {shard, kShards},
            .host = "node",
            .begun = {},
            .ended = {}};
  }
  static std::vector<ShardImage> images(unsigned shard) {
    std::vector<ShardImage> all;
    for (std::size_t index = shard - 1; index < kInputs; index += kShards) {
      all.push_back({.index = index, .path = path_of(index), .outputs = {{.bytes = 10, .hash = index}}});
    }
    return all;
  }
  static std::string report(ShardReportHead head, const std::vector<ShardImage>& images) {
    head.images = images.size();
    std::string text;
    write_shard_report([&](std::string_view part) { text += part; }, head,
                       [&](std::size_t position) { return images[position]; });
    return text;
  }
  std::string good(unsigned shard) const { return report(head(shard), images(shard)); }

  Merged merged(const std::vector<std::string>& reports) const {
    std::istringstream plan(plan_);
    Merger merger(plan);
    for (std::size_t i = 0; i < reports.size(); ++i) {
      std::istringstream json(reports[i]);
      merger.add("r" + std::to_string(i), json);
    }
    return merger.result();
  }

  std::string plan_;
  std::string plan_id_;
};

TEST_F(Merge, FindsEveryInputDone) {
  const Merged all = merged({good(2), good(1)});
  EXPECT_EQ(all.done, kInputs);
  EXPECT_THAT(all.missing, IsEmpty());
  EXPECT_THAT(all.contradictions, IsEmpty());
  ASSERT_EQ(all.reports.size(), 2U);
  EXPECT_EQ(all.reports[0].shard.number, 1U);
}

TEST_F(Merge, NamesMissingShards) {
  EXPECT_THAT(merged({}).missing, ElementsAre(1, 2));
  EXPECT_THAT(merged({good(1)}).missing, ElementsAre(2));
  EXPECT_EQ(list_text({3, 7, 8}), "3,7,8");
}

TEST_F(Merge, ListsFailuresAndDoesAgainWhatMaySucceed) {
  std::vector<ShardImage> some = images(1);
  some[0] = {.index = 0, .path = path_of(0), .end = ImageEnd::failed, .reason = "corrupt"};
  some[1] = {.index = 2, .path = path_of(2), .end = ImageEnd::delayed, .reason = "disk full"};
  const Merged all = merged({report(head(1), some), good(2)});
  ASSERT_EQ(all.failures.size(), 1U);
  EXPECT_EQ(all.failures[0].path, "in/0.jpg");
  EXPECT_EQ(all.failures[0].reason, "corrupt");
  EXPECT_THAT(all.missing, ElementsAre(1));
  EXPECT_EQ(all.done, 3U);
  EXPECT_EQ(all.delayed, 1U);
}

TEST_F(Merge, TakesDuplicatesThatAgree) {
  std::vector<ShardImage> again = images(1);
  again[0].end = ImageEnd::skipped;
  const Merged all = merged({good(1), good(2), report(head(1), again)});
  EXPECT_THAT(all.contradictions, IsEmpty());
  EXPECT_THAT(all.duplicates, ElementsAre("r2: shard 1 is also in r0"));
  EXPECT_EQ(all.done, kInputs);
}

/// In whatever order the reports come.
TEST_F(Merge, TakesAnImageForDoneOnceItWas) {
  std::vector<ShardImage> failed = images(1);
  failed[0] = {.index = 0, .path = path_of(0), .end = ImageEnd::failed, .reason = "timed out"};
  for (const auto& reports : {std::vector{good(1), report(head(1), failed), good(2)},
                              std::vector{report(head(1), failed), good(2), good(1)}}) {
    const Merged all = merged(reports);
    EXPECT_THAT(all.failures, IsEmpty());
    EXPECT_EQ(all.done, kInputs);
    EXPECT_THAT(all.contradictions, IsEmpty());
  }
}

TEST_F(Merge, FindsContradictions) {
  struct Row {
    const char* what;
    std::function<void(ShardReportHead& head, std::vector<ShardImage>& images)> change;
  };
  const std::vector<Row> rows{
      {"belongs to another plan", [](auto& head, auto&) { head.plan_id = "0123456789abcdef"; }},
      {"is of shard 1/3, but the plan has 2 shards", [](auto& head, auto&) { head.shard.count = 3; }},
      {"is of shard 3/2", [](auto& head, auto&) { head.shard.number = 3; }},
      {"image 1 is not in this shard", [](auto&, auto& images) { images[0].index = 1; }},
      {"image 0 is not in this shard", [](auto&, auto& images) { images[0].path = "in/other.jpg"; }},
      {"image 99 is not in this shard", [](auto&, auto& images) { images[0].index = 99; }},
      {"image 0 is there twice", [](auto&, auto& images) { images[1] = images[0]; }},
      {"has 2 of the 3 images of shard 1", [](auto&, auto& images) { images.pop_back(); }},
      {"image 0 has not the outputs of the plan", [](auto&, auto& images) { images[0].outputs.clear(); }},
      {"image 2 has other outputs than in r0", [](auto&, auto& images) { images[1].outputs[0].hash = 99; }},
      {"image 2 has other outputs than in r0", [](auto&, auto& images) { images[1].outputs[0].bytes = 11; }}};
  for (const Row& row : rows) {
    ShardReportHead changed_head = head(1);
    std::vector<ShardImage> changed = images(1);
    row.change(changed_head, changed);
    const Merged all = merged({good(1), good(2), report(changed_head, changed)});
    EXPECT_THAT(all.contradictions, ElementsAre(HasSubstr("r2: " + std::string(row.what)))) << row.what;
    EXPECT_EQ(all.reports.size(), 2U) << row.what;
  }
}

TEST_F(Merge, NamesReportsThatAreIncompleteOrNone) {
  const std::string whole = good(1);
  std::string changed = whole;
  changed.replace(changed.find("in/0.jpg"), 8, "in/2.jpg");
  for (const std::string& report :
       {whole.substr(0, whole.size() / 2), std::string("{}"), std::string(), plan_, changed}) {
    const Merged all = merged({report, good(2)});
    EXPECT_THAT(all.unreadable, ElementsAre(HasSubstr("r0: "))) << report;
    EXPECT_THAT(all.missing, ElementsAre(1)) << report;
    EXPECT_THAT(all.contradictions, IsEmpty()) << report;
  }
}

TEST_F(Merge, WritesWhatItFoundAsJson) {
  std::string text;
  write_merged(merged({good(2)}), [&](std::string_view part) { text += part; });
  const nlohmann::json json = nlohmann::json::parse(text);
  EXPECT_EQ(json["plan_id"], plan_id_);
  EXPECT_EQ(json["images"]["planned"], kInputs);
  EXPECT_EQ(json["images"]["done"], 2);
  EXPECT_EQ(json["resubmit"], nlohmann::json({1}));
  EXPECT_EQ(json["shards"][0]["host"], "node");
}

}  // namespace
}  // namespace resizer::shards
