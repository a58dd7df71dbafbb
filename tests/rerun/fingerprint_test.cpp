#include "rerun/fingerprint.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace resizer::rerun {
namespace {

using Change = std::function<void(model::Options&)>;

std::uint64_t after(const Change& change, model::Format format = model::Format::jpeg) {
  model::Options options;
  options.resize.sizes = {model::Box{800, std::nullopt}};
  change(options);
  return fingerprint(options, format);
}

struct Row {
  const char* name;
  Change change;
};

TEST(Fingerprint, ChangesWithWhatOutputsHold) {
  const Row rows[] = {
      {"quality", [](auto& o) { o.resize.quality = 80; }},
      {"width",
       [](auto& o) {
         o.resize.sizes = {model::Box{801, std::nullopt}};
       }},
      {"height",
       [](auto& o) {
         o.resize.sizes = {model::Box{std::nullopt, 800}};
       }},
      {"kind of size", [](auto& o) { o.resize.sizes = {model::LongEdge{800}}; }},
      {"percent", [](auto& o) { o.resize.sizes = {model::Percent{33.3}}; }},
      {"percent, slightly", [](auto& o) { o.resize.sizes = {model::Percent{33.300000001}}; }},
      {"another size",
       [](auto& o) {
         o.resize.sizes.push_back(model::Box{400, std::nullopt});
       }},
      {"format", [](auto& o) { o.resize.formats = {model::Format::webp}; }},
      {"filter", [](auto& o) { o.resize.filter = model::Filter::box; }},
      {"shrink on load", [](auto& o) { o.resize.shrink_on_load = std::nullopt; }},
      {"metadata", [](auto& o) { o.resize.keep = model::Keep::all; }},
      {"linear", [](auto& o) { o.resize.linear = true; }},
      {"damage", [](auto& o) { o.resize.fail_on = model::FailOn::none; }},
      {"dates", [](auto& o) { o.paths.keep_dates = true; }},
  };
  std::vector<std::uint64_t> seen{after([](auto&) {})};
  for (const Row& row : rows) {
    const std::uint64_t changed = after(row.change);
    EXPECT_EQ(std::ranges::count(seen, changed), 0) << row.name;
    seen.push_back(changed);
  }
}

TEST(Fingerprint, DoesNotChangeWithAnythingElse) {
  const Row rows[] = {
      {"overwrite", [](auto& o) { o.paths.overwrite = model::Overwrite::changed; }},
      {"verify", [](auto& o) { o.paths.verify_content = true; }},
      {"prune", [](auto& o) { o.paths.prune = true; }},
      {"name", [](auto& o) { o.paths.name_template = "{stem}-x.{ext}"; }},
      {"inputs", [](auto& o) { o.paths.inputs = {"elsewhere"}; }},
      {"output folder", [](auto& o) { o.paths.output_dir = "elsewhere"; }},
      {"mode", [](auto& o) { o.run.mode = model::Mode::parallel; }},
      {"rounds", [](auto& o) { o.run.runs = 3U; }},
      {"timeout", [](auto& o) { o.control.timeout = std::chrono::seconds(1); }},
      {"log", [](auto& o) { o.output.log_level = model::LogLevel::off; }},
  };
  for (const Row& row : rows) EXPECT_EQ(after(row.change), after([](auto&) {})) << row.name;
}

TEST(Fingerprint, LeavesOutAQualityThatALosslessFormatDoesNotUse) {
  using model::Format;
  const Change lower = [](auto& o) { o.resize.quality = 80; };
  const Change copied = [](auto& o) { o.resize.upscale = false; };
  const Change lower_or_copied = [&](auto& o) {
    lower(o);
    copied(o);
  };
  for (const Format format : {Format::jpeg, Format::webp, Format::avif}) {
    EXPECT_NE(after(lower, format), after([](auto&) {}, format)) << name_of(format);
  }
  for (const Format format : {Format::png, Format::tiff}) {
    EXPECT_EQ(after(lower, format), after([](auto&) {}, format)) << name_of(format);
    EXPECT_NE(after(lower_or_copied, format), after(copied, format)) << name_of(format);
  }
}

}  // namespace
}  // namespace resizer::rerun
