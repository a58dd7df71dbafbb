#include "planning/output_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "util/error.hpp"

namespace resizer::planning {
namespace {

using model::Box;
using model::Format;
using model::LongEdge;
using model::Percent;
using model::TargetSize;
using std::nullopt;

model::Options options_for(std::vector<TargetSize> sizes, std::optional<std::string> name_template) {
  model::Options options;
  options.paths.output_dir = "out";
  options.paths.name_template = std::move(name_template);
  options.resize.sizes = std::move(sizes);
  return options;
}

TEST(OutputNames, ComeFromTheTemplateAndTheSizesAskedFor) {
  struct Row {
    std::vector<TargetSize> sizes;
    std::optional<std::string> name_template;
    std::string relative;
    std::optional<Format> format;
    std::vector<std::filesystem::path> outputs;
  };
  const Row rows[] = {
      {{Box{8, nullopt}}, nullopt, "sub/a.JPEG", nullopt, {"out/sub/a.JPEG"}},
      {{Box{8, nullopt}, Box{16, nullopt}}, nullopt, "sub/a.JPEG", nullopt, {"out/sub/a-8.JPEG", "out/sub/a-16.JPEG"}},
      {{Box{nullopt, 8}, Box{nullopt, 9}}, nullopt, "a.jpg", nullopt, {"out/a-8.jpg", "out/a-9.jpg"}},
      {{Box{8, 5}, Box{8, 6}}, nullopt, "a.jpg", nullopt, {"out/a-8x5.jpg", "out/a-8x6.jpg"}},
      {{LongEdge{8}, LongEdge{9}}, nullopt, "a.b.jpg", nullopt, {"out/a.b-8.jpg", "out/a.b-9.jpg"}},
      {{Percent{50}, Percent{12.5}}, nullopt, "a.jpg", nullopt, {"out/a-50.jpg", "out/a-12.5.jpg"}},
      {{Box{8, nullopt}, Box{16, nullopt}}, nullopt, "a.png", Format::webp, {"out/a-8.webp", "out/a-16.webp"}},
      {{Box{8, nullopt}, Box{16, nullopt}}, nullopt, "a", nullopt, {"out/a-8", "out/a-16"}},
      {{Box{8, nullopt}}, "small-{stem}.{ext}", "sub/a.jpg", nullopt, {"out/sub/small-a.jpg"}},
      {{Box{8, 6}}, "{width}/{height}/{stem}.{ext}", "sub/a.jpg", nullopt, {"out/sub/8/6/a.jpg"}},
      {{Box{8, nullopt}}, "./{stem}@{width}.{ext}", "{width}.jpg", nullopt, {"out/{width}@8.jpg"}},
      {{Box{8, nullopt}}, "{stem}-{width}.{ext}", "caf\xE9.jpg", Format::png, {"out/caf\xE9-8.png"}},
  };
  for (const Row& row : rows) {
    model::Options options = options_for(row.sizes, row.name_template);
    if (row.format) options.resize.formats = {*row.format};
    EXPECT_EQ(OutputNames(options).of(row.relative, OutputNames::Stem::plain), row.outputs)
        << row.name_template.value_or("default");
  }
}

TEST(OutputNames, AreForEachSizeThoseOfEachFormat) {
  struct Row {
    std::vector<TargetSize> sizes;
    std::optional<std::string> name_template;
    std::string relative;
    std::vector<std::filesystem::path> outputs;
  };
  const Row rows[] = {
      {{Box{8, nullopt}}, nullopt, "sub/a.JPEG", {"out/sub/a.webp", "out/sub/a.JPEG"}},
      {{Box{8, nullopt}, Box{9, nullopt}},
       nullopt,
       "a.png",
       {"out/a-8.webp", "out/a-8.jpg", "out/a-9.webp", "out/a-9.jpg"}},
      {{Box{8, nullopt}}, "{width}/{stem}.{ext}", "a.png", {"out/8/a.webp", "out/8/a.jpg"}},
  };
  for (const Row& row : rows) {
    model::Options options = options_for(row.sizes, row.name_template);
    options.resize.formats = {Format::webp, Format::jpeg};
    EXPECT_EQ(OutputNames(options).of(row.relative, OutputNames::Stem::plain), row.outputs) << row.relative;
  }
}

TEST(OutputNames, RefuseATemplateThatMakesNoSense) {
  struct Row {
    std::string name_template;
    std::string relative;
    std::string reason;
  };
  const Row rows[] = {
      {"", "a.jpg", "must end in .{ext}"},
      {"{stem}", "a.jpg", "must end in .{ext}"},
      {"{stem}.jpg", "a.jpg", "must end in .{ext}"},
      {".{ext}", "a.jpg", "no name before"},
      {"{name}.{ext}", "a.jpg", "{name} is unknown"},
      {"{stem}{}.{ext}", "a.jpg", "{} is unknown"},
      {"{ext}.{ext}", "a.jpg", "{ext} is unknown"},
      {"{stem}-{height}.{ext}", "a.jpg", "{height} needs sizes with a height"},
      {"{stem}-{percent}.{ext}", "a.jpg", "{percent} needs sizes with a percent"},
      {"{stem.{ext}", "a.jpg", "braces"},
      {"stem}.{ext}", "a.jpg", "braces"},
      {"}{stem.{ext}", "a.jpg", "braces"},
      {"/tmp/{stem}.{ext}", "a.jpg", "lead out"},
      {"../{stem}.{ext}", "a.jpg", "lead out"},
      {"x/{stem}/../../{width}.{ext}", "a.jpg", "lead out"},
      {"{stem}/{width}.{ext}", "...jpg", "lead out"},
  };
  for (const Row& row : rows) {
    try {
      OutputNames(options_for({Box{8, nullopt}}, row.name_template)).of(row.relative, OutputNames::Stem::plain);
      ADD_FAILURE() << row.name_template << " was accepted";
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), util::ErrorCode::usage) << row.name_template;
      EXPECT_THAT(error.what(), testing::HasSubstr(row.reason)) << row.name_template;
    }
  }
}

}  // namespace
}  // namespace resizer::planning
