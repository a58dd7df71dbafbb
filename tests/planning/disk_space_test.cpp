#include "planning/disk_space.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/setting.hpp"
#include "support/temp_folder.hpp"

namespace resizer::planning {
namespace {

using test::TempFolder;

double estimate(const char* input, std::uintmax_t bytes, const char* output, const model::ResizeOptions& options) {
  return static_cast<double>(
      estimate_output_bytes({.input = input, .input_bytes = bytes, .outputs = {output}}, 0, options));
}

model::ResizeOptions to(const model::TargetSize& size) {
  model::ResizeOptions options;
  options.sizes = {size};
  return options;
}

TEST(OutputEstimate, FollowsSizeFormatAndQuality) {
  const model::ResizeOptions to_800 = to(model::Box{800, std::nullopt});
  const double jpeg = estimate("a.jpg", 4'000'000, "a.jpg", to_800);
  EXPECT_GT(jpeg, 60'000);
  EXPECT_LT(jpeg, 240'000);
  EXPECT_GT(estimate("a.jpg", 4'000'000, "a.png", to_800), 3 * jpeg);
  EXPECT_LT(estimate("a.jpg", 4'000'000, "a.avif", to_800), jpeg);
  EXPECT_EQ(estimate("a.jpg", 4'000'000, "a.jpg", to(model::LongEdge{800})), jpeg);
  EXPECT_NEAR(estimate("a.jpg", 4'000'000, "a.jpg", to(model::Box{1600, std::nullopt})), 4 * jpeg, 8);
  model::ResizeOptions better = to_800;
  better.quality = 96;
  EXPECT_NEAR(estimate("a.jpg", 4'000'000, "a.jpg", better), 2 * jpeg, 8);
  EXPECT_EQ(estimate("a.jpg", 4'000'000, "a.png", better), estimate("a.jpg", 4'000'000, "a.png", to_800));
}

TEST(OutputEstimate, FollowsTheInputWhereItsSizeDecides) {
  const model::ResizeOptions half = to(model::Percent{50});
  EXPECT_NEAR(estimate("a.jpg", 8'000'000, "a.jpg", half), 2 * estimate("a.jpg", 4'000'000, "a.jpg", half), 8);
  model::ResizeOptions large = to(model::Box{8000, std::nullopt});
  EXPECT_GT(estimate("a.jpg", 10'000, "a.jpg", large), 1'000'000);
  large.upscale = false;
  EXPECT_LT(estimate("a.jpg", 10'000, "a.jpg", large), 10'000);
}

TEST(OutputEstimate, FitsIntoTheBox) {
  model::ResizeOptions options = to(model::Box{400, 300});
  const double whole = estimate("a.jpg", 1'000'000, "a.jpg", options);
  options.sizes = {model::Box{400, 3000}};
  EXPECT_EQ(estimate("a.jpg", 1'000'000, "a.jpg", options), whole);
  options.fit = model::Fit::cover;
  EXPECT_NEAR(estimate("a.jpg", 1'000'000, "a.jpg", options), 10 * whole, 16);
}

TEST(DiskSpace, IsNeededForWhatIsNotThereYet) {
  const TempFolder folder;
  Plan plan;
  plan.jobs = {{.input = folder / "a.jpg", .input_bytes = 1'000'000, .outputs = {folder / "out/sub/a.jpg"}},
               {.input = folder / "b.jpg", .input_bytes = 1'000'000, .outputs = {folder / "out/b.jpg"}}};
  const model::ResizeOptions options = to(model::Box{800, std::nullopt});
  const auto before = estimate_disk_space(plan, options);
  ASSERT_EQ(before.size(), 1U) << "both are on one file system";
  EXPECT_EQ(before[0].folder, folder.path());
  EXPECT_GT(before[0].free_bytes, 0U);
  EXPECT_GE(before[0].needed_bytes, 2 * estimate_output_bytes(plan.jobs[0], 0, options));
  folder.write("out/b.jpg", std::string(before[0].needed_bytes, 'x'));
  EXPECT_EQ(estimate_disk_space(plan, options).at(0).needed_bytes, before[0].needed_bytes / 2) << "b.jpg is replaced";
}

TEST(DiskSpace, IsRefusedIfItIsNotThere) {
  const DiskNeed need{.folder = "out", .needed_bytes = 2'000'000, .free_bytes = 1'999'999};
  try {
    check_disk_space(std::span(&need, 1));
    ADD_FAILURE() << "accepted";
  } catch (const model::SettingError& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::no_space);
    EXPECT_STREQ(error.what(), "the outputs need about 2.00 MB by estimate, and 2.00 MB are free in out");
  }
  const DiskNeed enough{.folder = "out", .needed_bytes = 2'000'000, .free_bytes = 2'000'000};
  EXPECT_NO_THROW(check_disk_space(std::span(&enough, 1)));
}

}  // namespace
}  // namespace resizer::planning
