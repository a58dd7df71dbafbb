#include "report/json/writer.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace resizer::report {
namespace {

/// All kinds of values in one another, empty and not.
void write_everything(JsonWriter& writer) {
  writer.object([&] {
    writer.member("number", 1.5);
    writer.member("text", "line one\nline two, \"quoted\"");
    writer.member("whole", {{"a", {1, 2}}, {"none", Json::array()}});
    writer.key("empty object");
    writer.object([] {});
    writer.list("empty list", std::vector<int>{}, [](int i) { return i; });
    writer.list("list", std::vector{1, 2}, [](int i) { return Json{{"n", i}}; });
    writer.key("arrays");
    writer.array([&] {
      writer.array([&] { writer.value(nullptr); });
      writer.array([] {});
      writer.object([&] { writer.member("last", true); });
    });
  });
}

TEST(JsonWriter, WritesWhatTheLibraryMakesOfTheWhole) {
  for (const JsonLayout layout : {JsonLayout::indented, JsonLayout::compact}) {
    std::string text;
    JsonWriter writer([&](std::string_view part) { text += part; }, layout);
    write_everything(writer);
    EXPECT_EQ(text, Json::parse(text).dump(layout == JsonLayout::indented ? 2 : -1));
    EXPECT_NE(text.find("line one"), std::string::npos);
  }
}

TEST(JsonWriter, HoldsOneValueAtATime) {
  std::size_t longest = 0;
  JsonWriter writer([&](std::string_view part) { longest = std::max(longest, part.size()); }, JsonLayout::compact);
  writer.object([&] { writer.list("list", std::vector<int>(1000, 7), [](int i) { return Json{{"n", i}}; }); });
  EXPECT_LT(longest, 20U);
}

}  // namespace
}  // namespace resizer::report
