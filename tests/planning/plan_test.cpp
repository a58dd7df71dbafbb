#include "resizer/planning/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resizer/util/error.hpp"
#include "support/temp_folder.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using model::Format;
using test::TempFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

model::Options to_width_8() {
  model::Options options;
  options.resize.sizes = {model::Box{8, std::nullopt}};
  return options;
}

/// The plan for `in` and `out` below `folder`.
Plan plan_in(const TempFolder& folder, std::optional<Format> format = std::nullopt, const fs::path& out = "out") {
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder / "in"}, .output_dir = folder / out, .recursive = true};
  options.resize.format = format;
  return make_plan(options);
}

/// The message of the Error that `action` throws; checks its code.
template <class Action>
std::string error_of(util::ErrorCode code, const Action& action) {
  try {
    action();
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST(OutputPath, KeepsTheExactExtensionUnlessTheFormatChanges) {
  struct Row {
    std::string relative;
    std::optional<Format> format;
    std::string output;
  };
  const Row rows[] = {
      {"a.jpg", std::nullopt, "out/a.jpg"},
      {"a.JPEG", std::nullopt, "out/a.JPEG"},
      {"sub/deep/a.png", std::nullopt, "out/sub/deep/a.png"},
      {"picture.data", std::nullopt, "out/picture.data"},
      {"picture", std::nullopt, "out/picture"},
      {"a.jpeg", Format::jpeg, "out/a.jpeg"},
      {"a.JPE", Format::jpeg, "out/a.JPE"},
      {"a.tiff", Format::tiff, "out/a.tiff"},
      {"a.png", Format::jpeg, "out/a.jpg"},
      {"a.jpg", Format::png, "out/a.png"},
      {"a.jpg", Format::webp, "out/a.webp"},
      {"a.jpg", Format::tiff, "out/a.tif"},
      {"a.heic", Format::avif, "out/a.avif"},
      {"a.HEIC", std::nullopt, "out/a.jpg"},
      {"a.heif", std::nullopt, "out/a.jpg"},
      {"a.b.c.jpg", Format::png, "out/a.b.c.png"},
      {"picture", Format::png, "out/picture.png"},
      {"sub/caf\xE9.jpg", Format::png, "out/sub/caf\xE9.png"},
  };
  for (const Row& row : rows) EXPECT_EQ(output_path(row.relative, "out", row.format), row.output) << row.relative;
}

TEST(Plan, GivesEachInputItsOutput) {
  const TempFolder folder;
  folder.write("in/a.jpg", "123");
  folder.write("in/sub/b.png");
  const Plan plan = plan_in(folder);
  ASSERT_EQ(plan.jobs.size(), 2U);
  EXPECT_EQ(plan.jobs[0].input, folder / "in/a.jpg");
  EXPECT_EQ(plan.jobs[0].input_bytes, 3U);
  EXPECT_THAT(plan.jobs[0].outputs, ElementsAre(folder / "out/a.jpg"));
  EXPECT_THAT(plan.jobs[1].outputs, ElementsAre(folder / "out/sub/b.png"));
}

TEST(Plan, RefusesTwoInputsThatBecomeOneFileAndNamesBoth) {
  const TempFolder folder;
  folder.write("in/a.png");
  folder.write("in/a.jpg");
  EXPECT_EQ(plan_in(folder).jobs.size(), 2U);
  const std::string message = error_of(util::ErrorCode::conflict, [&] { plan_in(folder, Format::webp); });
  EXPECT_THAT(message, AllOf(HasSubstr("in/a.png"), HasSubstr("in/a.jpg"), HasSubstr("out/a.webp")));
}

TEST(Plan, TakesAFileOnceThatIsNamedTwice) {
  const TempFolder folder;
  const fs::path file = folder.write("in/a.jpg");
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder / "in", file, folder / "in/../in"}, .output_dir = folder / "out"};
  EXPECT_EQ(make_plan(options).jobs.size(), 1U);
}

TEST(Plan, RefusesAnOutputThatIsAnInputUnderAnyName) {
  const TempFolder folder;
  const fs::path input = folder.write("in/a.jpg");
  error_of(util::ErrorCode::conflict, [&] { plan_in(folder, std::nullopt, "in"); });
  error_of(util::ErrorCode::conflict, [&] { plan_in(folder, std::nullopt, "in/../in/."); });

  fs::create_directory_symlink("in", folder / "link");
  error_of(util::ErrorCode::conflict, [&] { plan_in(folder, std::nullopt, "link"); });

  fs::create_directory(folder / "hard");
  fs::create_hard_link(input, folder / "hard/a.jpg");
  const std::string message = error_of(util::ErrorCode::conflict, [&] { plan_in(folder, std::nullopt, "hard"); });
  EXPECT_THAT(message, AllOf(HasSubstr("hard/a.jpg"), HasSubstr("in/a.jpg")));
}

TEST(Plan, GivesEachSizeItsOutput) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  folder.write("in/sub/b.png");
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder / "in"}, .output_dir = folder / "out", .recursive = true};
  options.resize.sizes = {model::Box{8, std::nullopt}, model::Box{16, std::nullopt}};
  const Plan plan = make_plan(options);
  ASSERT_EQ(plan.jobs.size(), 2U);
  EXPECT_THAT(plan.jobs[0].outputs, ElementsAre(folder / "out/a-8.jpg", folder / "out/a-16.jpg"));
  EXPECT_THAT(plan.jobs[1].outputs, ElementsAre(folder / "out/sub/b-8.png", folder / "out/sub/b-16.png"));
}

TEST(Plan, RefusesTwoSizesThatBecomeOneFileAndNamesBoth) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder / "in"}, .output_dir = folder / "out", .name_template = "{stem}.{ext}"};
  options.resize.sizes = {model::Box{8, std::nullopt}, model::Box{16, std::nullopt}};
  const std::string message = error_of(util::ErrorCode::conflict, [&] { make_plan(options); });
  EXPECT_THAT(message, AllOf(HasSubstr("a.jpg (width 8)"), HasSubstr("a.jpg (width 16)"), HasSubstr("out/a.jpg"),
                             HasSubstr("--name")));
  options.paths.name_template.reset();
  options.resize.sizes[1] = options.resize.sizes[0];
  error_of(util::ErrorCode::conflict, [&] { make_plan(options); });
}

TEST(Plan, RefusesASizeOfOneInputThatBecomesTheFileOfAnother) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  folder.write("in/a-8.jpg");
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder / "in"}, .output_dir = folder / "out", .name_template = "{stem}-{width}.{ext}"};
  options.resize.sizes = {model::Box{8, std::nullopt}, model::Box{16, std::nullopt}};
  EXPECT_EQ(make_plan(options).jobs.size(), 2U) << "a-8.jpg, a-16.jpg, a-8-8.jpg, a-8-16.jpg";
  options.paths.name_template = "{width}.{ext}";
  const std::string message = error_of(util::ErrorCode::conflict, [&] { make_plan(options); });
  EXPECT_THAT(message, AllOf(HasSubstr("in/a-8.jpg"), HasSubstr("in/a.jpg"), HasSubstr("out/8.jpg")));
}

TEST(Plan, TakesAFileOnceThatIsNamedTwiceInSeveralSizes) {
  const TempFolder folder;
  const fs::path file = folder.write("in/a.jpg");
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder / "in", file}, .output_dir = folder / "out"};
  options.resize.sizes = {model::Box{8, std::nullopt}, model::Box{16, std::nullopt}};
  EXPECT_EQ(make_plan(options).jobs.size(), 1U);
}

TEST(Plan, ConvertsWithinOneFolder) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  EXPECT_THAT(plan_in(folder, Format::png, "in").jobs.at(0).outputs, ElementsAre(folder / "in/a.png"));
}

TEST(Plan, OfNothingIsAnErrorThatNamesTheFolder) {
  const TempFolder folder;
  folder.write("in/notes.txt");
  EXPECT_THAT(error_of(util::ErrorCode::no_input, [&] { plan_in(folder); }), HasSubstr((folder / "in").string()));
}

TEST(Plan, OfNothingUsableNamesTheReason) {
  const TempFolder folder;
  fs::create_directory(folder / "in");
  fs::create_symlink("nowhere", folder / "in/a.jpg");
  EXPECT_THAT(error_of(util::ErrorCode::no_input, [&] { plan_in(folder); }),
              AllOf(HasSubstr("in/a.jpg"), HasSubstr("leads nowhere")));
}

TEST(Plan, RefusesALogFileThatIsAnInput) {
  const TempFolder folder;
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder.write("in/a.jpg")}, .output_dir = folder / "out"};
  options.output.log_file = folder / "in/../in/a.jpg";
  EXPECT_THAT(error_of(util::ErrorCode::conflict, [&] { make_plan(options); }), HasSubstr("--log-file"));
}

TEST(Plan, SkipsOutputsThatAreThereAsAsked) {
  const TempFolder folder;
  const auto now = fs::file_time_type::clock::now();
  for (const char* name : {"in/new.jpg", "in/same.jpg", "in/old.jpg", "in/missing.jpg"}) {
    fs::last_write_time(folder.write(name), now);
  }
  for (const auto& [name, age] : {std::pair("out/new.jpg", 1), {"out/same.jpg", 0}, {"out/old.jpg", -1}}) {
    fs::last_write_time(folder.write(name), now - std::chrono::hours(age));
  }
  struct Row {
    model::Overwrite overwrite;
    std::vector<std::string> done;
    std::vector<std::string> skipped;
  };
  const Row rows[] = {
      {model::Overwrite::always, {"missing.jpg", "new.jpg", "old.jpg", "same.jpg"}, {}},
      {model::Overwrite::never, {"missing.jpg"}, {"new.jpg", "old.jpg", "same.jpg"}},
      {model::Overwrite::newer, {"missing.jpg", "new.jpg"}, {"old.jpg", "same.jpg"}},
  };
  for (const Row& row : rows) {
    model::Options options = to_width_8();
    options.paths = {.inputs = {folder / "in"}, .output_dir = folder / "out", .overwrite = row.overwrite};
    const Plan plan = make_plan(options);
    const auto names = [](const std::vector<model::Job>& jobs) {
      std::vector<std::string> all;
      all.reserve(jobs.size());
      for (const model::Job& job : jobs) all.push_back(job.input.filename());
      return all;
    };
    EXPECT_EQ(names(plan.jobs), row.done) << model::name_of(row.overwrite);
    EXPECT_EQ(names(plan.skipped), row.skipped) << model::name_of(row.overwrite);
  }
}

TEST(Plan, RefusesAReportFileThatIsAnInput) {
  const TempFolder folder;
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder.write("in/a.jpg")}, .output_dir = folder / "out"};
  options.output.report_files.csv = folder / "in/../in/a.jpg";
  EXPECT_THAT(error_of(util::ErrorCode::conflict, [&] { make_plan(options); }), HasSubstr("--export-csv"));
}

TEST(Plan, ChangesNothingOnDisk) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  const Plan plan = plan_in(folder);
  check_outputs(plan);
  EXPECT_FALSE(fs::exists(folder / "out"));
}

}  // namespace
}  // namespace resizer::planning
