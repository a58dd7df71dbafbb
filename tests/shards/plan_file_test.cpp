#include "shards/plan_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "shards/time_text.hpp"
#include "util/error.hpp"

namespace resizer::shards {
namespace {

using testing::HasSubstr;

std::vector<PlannedInput> two_inputs() {
  return {{.path = "in/a.jpg",
           .state = {.bytes = 7, .modified = std::chrono::nanoseconds(1'700'000'000'000'000'009)},
           .outputs = {"a-80.jpg", "a-40.jpg"},
           .shard = 2},
          {.path = "in/b\xFF.jpg", .state = {.bytes = 9, .modified = {}}, .outputs = {"sub/b\xFF.jpg"}, .shard = 1}};
}

PlanHead head_of(std::uint64_t inputs) {
  return {.program_version = "1.2.3",
          .output_version = 4,
          .shards = 2,
          .inputs = inputs,
          .output_folder = "out",
          .arguments = {"--width=80,40", "--progressive"}};
}

std::string written(std::string* id = nullptr) {
  const std::vector<PlannedInput> inputs = two_inputs();
  std::string text;
  const std::string given = write_plan([&](std::string_view part) { text += part; }, head_of(inputs.size()),
                                       [&](std::size_t index) { return inputs[index]; });
  if (id != nullptr) *id = given;
  return text;
}

/// Why it is refused; empty if it is not.
std::string refusal_of(const std::string& text) {
  std::istringstream json(text);
  try {
    read_plan(json, [](std::size_t, const PlannedInput&) {});
  } catch (const util::Error& error) {
    return error.what();
  }
  return {};
}

TEST(PlanFile, IsReadAsItWasWritten) {
  std::string id;
  std::istringstream json(written(&id));
  std::vector<PlannedInput> inputs;
  const ReadPlan plan = read_plan(json, [&](std::size_t index, PlannedInput input) {
    EXPECT_EQ(index, inputs.size());
    inputs.push_back(std::move(input));
  });
  EXPECT_EQ(plan.id, id);
  EXPECT_EQ(plan.head.program_version, "1.2.3");
  EXPECT_EQ(plan.head.output_version, 4U);
  EXPECT_EQ(plan.head.shards, 2U);
  EXPECT_EQ(plan.head.output_folder, "out");
  EXPECT_EQ(plan.head.arguments, head_of(2).arguments);
  const std::vector<PlannedInput> expected = two_inputs();
  ASSERT_EQ(inputs.size(), expected.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    EXPECT_EQ(inputs[i].path, expected[i].path);
    EXPECT_EQ(inputs[i].state, expected[i].state) << i;
    EXPECT_EQ(inputs[i].outputs, expected[i].outputs) << i;
    EXPECT_EQ(inputs[i].shard, expected[i].shard) << i;
  }
}

TEST(PlanFile, IsJsonWithAnInputOnEachLine) {
  const std::string text = written();
  EXPECT_EQ(nlohmann::json::parse(text)["inputs"].size(), 2U);
  EXPECT_THAT(text, HasSubstr("\n"
                              R"({"path":"in/a.jpg","bytes":7,"modified":"1700000000.000000009",)"
                              R"("outputs":["a-80.jpg","a-40.jpg"],"shard":2},)"
                              "\n"));
}

TEST(PlanFile, KeepsItsIdInAnotherLayout) {
  EXPECT_EQ(refusal_of(nlohmann::ordered_json::parse(written()).dump(4)), "");
}

TEST(PlanFile, TellsAnyChange) {
  struct Row {
    const char* text;
    const char* instead;
  };
  for (const Row& row :
       {Row{"a-80.jpg", "a-81.jpg"}, Row{"\"bytes\":7", "\"bytes\":8"}, Row{"\"shard\":2", "\"shard\":1"},
        Row{"--width=80,40", "--width=80,41"}, Row{"1.2.3", "1.2.4"}, Row{"\"shards\": 2", "\"shards\": 3"},
        Row{"\"output_folder\": \"out\"", "\"output_folder\": \"tmp\""}}) {
    std::string text = written();
    ASSERT_NE(text.find(row.text), std::string::npos) << row.text;
    text.replace(text.find(row.text), std::string(row.text).size(), row.instead);
    EXPECT_EQ(refusal_of(text), "it was changed, or is incomplete: its id does not match") << row.instead;
  }
}

TEST(PlanFile, IsRefusedWhereverItEnds) {
  const std::string text = written();
  for (std::size_t length = 0; length + 2 < text.size(); ++length) {
    EXPECT_NE(refusal_of(text.substr(0, length)), "") << text.substr(0, length);
  }
}

TEST(PlanFile, RefusesWhatIsNoPlan) {
  struct Row {
    const char* text;
    const char* reason;
  };
  for (const Row& row :
       {Row{"[]", "its type is not \"resizer plan\""}, Row{R"({"type":"resizer shard report"})", "its type is not"},
        Row{R"({"type":"resizer plan","version":9})", "its version is 9; this program reads 1"},
        Row{R"({"type":"resizer plan","version":1})", "inputs is missing"}, Row{"", "invalid JSON"},
        Row{R"({"inputs":[{"path":"/a"}]})", "bytes is missing"},
        Row{R"({"inputs":[[[[[[[[[[]]]]]]]]]]})", "nested too deeply"},
        Row{R"({"inputs":[],"inputs":[]})", "inputs is there twice"}}) {
    EXPECT_THAT(refusal_of(row.text), HasSubstr(row.reason)) << row.text;
  }
}

TEST(PlanFile, RefusesOutputsOutsideOfTheOutputFolder) {
  for (const char* output : {"../a.jpg", "/etc/a.jpg", "sub/../../a.jpg"}) {
    std::string text;
    PlannedInput input = two_inputs()[0];
    input.outputs = {output};
    write_plan([&](std::string_view part) { text += part; }, head_of(1), [&](std::size_t) { return input; });
    EXPECT_EQ(refusal_of(text), "an output leads out of the output folder") << output;
  }
}

TEST(TimeText, HasNineDecimalsAndComesBack) {
  struct Row {
    std::int64_t nanoseconds;
    const char* text;
  };
  for (const Row& row : {Row{0, "0.000000000"}, Row{1'500'000'000, "1.500000000"}, Row{-1, "-0.000000001"},
                         Row{-1'000'000'001, "-1.000000001"}}) {
    EXPECT_EQ(time_text(std::chrono::nanoseconds(row.nanoseconds)), row.text);
    EXPECT_EQ(time_from(row.text).count(), row.nanoseconds) << row.text;
  }
  for (const char* text : {"", "1", "1.5", "1.5000000000", "x.000000000", "1.00000000x", "99999999999.000000000"}) {
    EXPECT_THROW(time_from(text), util::Error) << text;
  }
}

}  // namespace
}  // namespace resizer::shards
