#include "planning/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.hpp"
#include "util/error.hpp"

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
  if (format) options.resize.formats = {*format};
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
  model::Options options = to_width_8();
  options.paths = {.inputs = {folder.write("in/a.png"), folder.write("other/a.png")}, .output_dir = folder / "out"};
  const std::string message = error_of(util::ErrorCode::conflict, [&] { make_plan(options); });
  EXPECT_THAT(message, AllOf(HasSubstr("in/a.png"), HasSubstr("other/a.png"), HasSubstr("out/a.png")));
}

TEST(Plan, RefusesTwoWaysToOneOutputFolder) {
  const TempFolder folder;
  folder.write("in/a/x.jpg");
  folder.write("in/b/x.jpg");
  fs::create_directories(folder / "out/a");
  fs::create_directory_symlink("a", folder / "out/b");
  const std::string message = error_of(util::ErrorCode::conflict, [&] { plan_in(folder); });
  EXPECT_THAT(message, AllOf(HasSubstr("in/a/x.jpg"), HasSubstr("in/b/x.jpg"), HasSubstr("out/a/x.jpg")));
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
                             HasSubstr("names must differ")));
  options.paths.name_template.reset();
  options.resize.sizes[1] = options.resize.sizes[0];
  error_of(util::ErrorCode::conflict, [&] { make_plan(options); });
}

TEST(Plan, RefusesNamesThatAreTooLong) {
  struct Row {
    std::string relative;
    std::string name_template;
    bool is_too_long;
  };
  for (const Row& row :
       {Row{"a.jpg", std::string(251, 'x') + ".{ext}", false}, Row{"a.jpg", std::string(252, 'x') + ".{ext}", true},
        Row{std::string(251, 'x') + ".jpg", "{stem}.{ext}", false},
        Row{std::string(251, 'x') + ".jpg", "{stem}y.{ext}", true},
        Row{"a.jpg", std::string(256, 'x') + "/{stem}.{ext}", true},
        Row{"a.jpg", std::string(5000, 'x') + ".{ext}", true},
        Row{"a.jpg",
            [] {
              std::string deep;
              for (int i = 0; i < 2100; ++i) deep += "a/";
              return deep + "{stem}.{ext}";
            }(),
            true}}) {
    const TempFolder folder;
    model::Options options = to_width_8();
    options.paths = {
        .inputs = {folder.write(row.relative)}, .output_dir = folder / "out", .name_template = row.name_template};
    if (!row.is_too_long) {
      EXPECT_EQ(make_plan(options).jobs.size(), 1U) << row.name_template.substr(0, 20);
      continue;
    }
    EXPECT_THAT(error_of(util::ErrorCode::usage, [&] { make_plan(options); }), HasSubstr(" bytes, more than the "));
  }
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
              AllOf(HasSubstr("in/a.jpg"), HasSubstr("broken symbolic link")));
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

TEST(Plan, ChangesNothingOnDisk) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  const Plan plan = plan_in(folder);
  check_outputs(plan);
  EXPECT_FALSE(fs::exists(folder / "out"));
}

}  // namespace
}  // namespace resizer::planning
