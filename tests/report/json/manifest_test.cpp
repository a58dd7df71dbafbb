#include "report/json/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/sample_facts.hpp"
#include "support/report_schema.hpp"

namespace resizer::report {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;
using namespace std::chrono_literals;

std::string manifest_text(analysis::Facts facts) {
  std::string text;
  write_manifest(analysis::make_report(std::move(facts)), [&text](std::string_view part) { text += part; });
  return text;
}

ordered_json manifest_of(analysis::Facts facts) {
  const std::string text = manifest_text(std::move(facts));
  EXPECT_EQ(test::schema_errors(text, "manifest.schema.json"), "") << text;
  return ordered_json::parse(text);
}

/// Two images in two sizes and two formats, of which the second failed.
analysis::Facts web_facts() {
  analysis::Facts facts = test::sample_facts(2);
  facts.working_folder = "/work";
  facts.manifest.folder = "site";
  facts.options.resize.placeholder = true;
  model::JobOutcome done = test::done_outcome(0, 1ms, 10ms, 1);
  auto& report = std::get<model::Done>(done.kind).report;
  report.outputs.clear();
  for (const std::uint32_t width_px : {400U, 800U}) {
    for (const model::Format format : {model::Format::avif, model::Format::jpeg}) {
      report.outputs.push_back({.image = {.format = format, .width_px = width_px, .height_px = 300, .bytes = 1000}});
    }
  }
  report.placeholder = model::Placeholder{.average = {1, 0xAB, 255}, .hash = {0, 16, 131}, .hash_bytes = 3};
  facts.jobs[0].outputs = {"site/a b-400.avif", "site/a-400.jpg", "site/a-800.avif", "out/a,b-800.jpg"};
  facts.jobs[1].outputs = {"site/b-400.avif", "site/b-400.jpg", "site/b-800.avif", "site/b-800.jpg"};
  facts.measurements.series = {
      {.execution = model::Execution::sequential,
       .workers = 1,
       .runs = {test::run_of(model::Execution::sequential, 1, 400ms, {done, test::failed_outcome(0, 200ms)})},
       .conditions = {test::quiet_conditions(400ms)}}};
  return facts;
}

TEST(Manifest, SaysWhatAPageNeeds) {
  const ordered_json manifest = manifest_of(web_facts());
  ASSERT_EQ(manifest["images"].size(), 1U);
  const ordered_json& image = manifest["images"][0];
  EXPECT_EQ(image["source"], "../in/image0.jpg");
  EXPECT_EQ(image["width"], 3000) << "upright";
  EXPECT_EQ(image["height"], 4000);
  EXPECT_EQ(image["color"], "#01abff");
  EXPECT_EQ(image["thumbhash"], "ABCD");
  EXPECT_EQ(image["srcset"].dump(),
            R"({"avif":"a%20b-400.avif 400w, a-800.avif 800w","jpeg":"a-400.jpg 400w, ../out/a%2Cb-800.jpg 800w"})");
  EXPECT_EQ(image["outputs"].size(), 4U);
  EXPECT_EQ(image["outputs"][3].dump(),
            R"({"path":"../out/a,b-800.jpg","width":800,"height":300,"format":"jpeg","bytes":1000})");
}

TEST(Manifest, NamesEachImageWithoutAnEntryAndWhy) {
  analysis::Facts facts = web_facts();
  facts.unusable = {{"in/folder.jpg", "not a regular file"}};
  facts.skipped = {{"in/old.jpg", 1, {"site/old.jpg"}}};
  EXPECT_EQ(
      manifest_of(facts)["missing"].dump(),
      R"([{"source":"../in/image1.jpg","reason":"the JPEG data ends too early"},)"
      R"({"source":"../in/old.jpg","reason":"skipped: its outputs exist, but no earlier manifest describes them"},)"
      R"({"source":"../in/folder.jpg","reason":"not a regular file"}])");
}

TEST(Manifest, TakesOverTheEntriesOfSkippedImages) {
  analysis::Facts later = web_facts();
  later.manifest.former = manifest_text(web_facts());
  later.skipped = {later.jobs[0]};
  later.jobs.clear();
  later.measurements = {};
  const ordered_json manifest = manifest_of(later);
  EXPECT_EQ(manifest["images"], ordered_json::parse(later.manifest.former)["images"]);
  EXPECT_TRUE(manifest["missing"].empty()) << manifest["missing"];

  analysis::Facts other = later;
  other.skipped[0].outputs.back() = "site/other.jpg";
  EXPECT_TRUE(manifest_of(other)["images"].empty()) << "those are other outputs";
  EXPECT_EQ(manifest_of(other)["missing"].size(), 1U);
  for (const char* former : {"", "[]", "no JSON", "{\"schema_version\":2,\"images\":[]}",
                             R"({"schema_version":1,"images":[1,{"source":2,"outputs":3},{"outputs":[]}]})",
                             R"({"schema_version":1,"images":7})"}) {
    later.manifest.former = former;
    EXPECT_EQ(manifest_of(later)["missing"].size(), 1U) << former;
  }
}

TEST(Manifest, ListsNoWidthTwice) {
  analysis::Facts facts = web_facts();
  auto& outcome = facts.measurements.series[0].runs[0].outcomes[0];
  std::get<model::Done>(outcome.kind).report.outputs[2].image.width_px = 400;
  EXPECT_EQ(manifest_of(facts)["images"][0]["srcset"]["avif"], "a%20b-400.avif 400w");
}

TEST(Manifest, KeepsPathsAsTheyAreWhereItHasNoPlace) {
  analysis::Facts facts = web_facts();
  facts.manifest.folder.reset();
  EXPECT_EQ(manifest_of(facts)["images"][0]["source"], "in/image0.jpg");
  facts.manifest.folder = "link/..";
  EXPECT_EQ(manifest_of(facts)["images"][0]["source"], "/work/in/image0.jpg") << "link may lead anywhere";
}

}  // namespace
}  // namespace resizer::report
