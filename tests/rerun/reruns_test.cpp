#include "rerun/reruns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_folder.hpp"
#include "util/hash.hpp"

namespace resizer::rerun {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

/// An input and its output, which the test writes in place of a worker.
class OneImage {
 public:
  OneImage() {
    folder_.write("in/a.jpg", "the input");
    fs::create_directory(folder_ / "out");
    options_.resize.sizes = {model::Box{8, std::nullopt}};
    options_.paths = {.inputs = {folder_ / "in"}, .output_dir = folder_ / "out"};
    options_.paths.overwrite = model::Overwrite::changed;
  }

  model::Options& options() { return options_; }
  const TempFolder& folder() const { return folder_; }

  /// Whether a run would do it.
  bool is_to_do() {
    planning::Plan plan = planning::make_plan(options_);
    const Reruns reruns(options_, plan);
    return !plan.jobs.empty();
  }
  /// A run, with something that happens to its files: before the worker reads the input, or after the output is there.
  template <class Before, class After>
  void run(const Before& before, const After& after) {
    planning::Plan plan = planning::make_plan(options_);
    Reruns reruns(options_, plan);
    reruns.begin();
    before();
    folder_.write("out/a.jpg", "the output");
    model::JobReport report;
    report.outputs.resize(1);
    report.outputs[0].image.bytes = std::string_view("the output").size();
    report.outputs[0].hash = util::hash_of("the output");
    after();
    reruns.on_done(0, report);
  }

 private:
  TempFolder folder_;
  model::Options options_;
};

void nothing() {}

TEST(Reruns, AreSparedWhatWasDone) {
  OneImage image;
  EXPECT_TRUE(image.is_to_do());
  image.run(nothing, nothing);
  EXPECT_FALSE(image.is_to_do());
}

TEST(Reruns, RepeatWhatARunBeganAndDidNotEnd) {
  OneImage image;
  image.run(nothing, nothing);
  image.options().resize.quality = 30;
  {
    planning::Plan plan = planning::make_plan(image.options());
    Reruns reruns(image.options(), plan);
    reruns.begin();
  }
  image.options().resize.quality.reset();
  EXPECT_TRUE(image.is_to_do()) << "the output may be of quality 30 by now, with the size and the date of the old one";
}

TEST(Reruns, RecordNoInputThatChangedDuringTheRun) {
  OneImage image;
  const auto change = [&] { image.folder().write("in/a.jpg", "another input"); };
  image.run(change, nothing);
  ASSERT_TRUE(image.is_to_do());
  image.run(nothing, change);
  EXPECT_TRUE(image.is_to_do());
}

TEST(Reruns, RecordNoContentThatWasThereOnlyBeforeTheRun) {
  OneImage image;
  image.options().paths.verify_content = true;
  image.run([&] { image.folder().write("in/a.jpg", "another input"); }, nothing);
  image.folder().write("in/a.jpg", "the input");
  ASSERT_TRUE(image.is_to_do()) << "the output was made from the other input";
  image.run(nothing, nothing);
  EXPECT_FALSE(image.is_to_do());
}

TEST(Reruns, WaitUntilALaterChangeCanBeTold) {
  const OneImage image;
  const fs::path input = image.folder() / "in/a.jpg";
  for (int time = 0; time < 3; ++time) {
    image.folder().write("in/a.jpg", "the input");
    const auto sources = look_at_sources({{.input = input, .input_bytes = 9, .outputs = {}}}, Hashed::no);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    EXPECT_FALSE(is_too_new(sources.at(0).state.value(), now));
  }
}

TEST(Reruns, SeeAChangeOfTheSameSizeRightAfterThePlan) {
  OneImage image;
  for (int time = 0; time < 20; ++time) {
    image.folder().write("in/a.jpg", "first");
    image.run([&] { image.folder().write("in/a.jpg", "other"); }, nothing);
    ASSERT_TRUE(image.is_to_do()) << "time " << time << ": both were written within one tick of the clock";
  }
}

TEST(Reruns, RecordNoOutputOfAnotherProgram) {
  OneImage image;
  image.run(nothing, [&] { image.folder().write("out/a.jpg", "another program's"); });
  ASSERT_TRUE(image.is_to_do());
  image.run(nothing, [&] { fs::remove(image.folder() / "out/a.jpg"); });
  ASSERT_TRUE(image.is_to_do());
}

TEST(IsTooNew, GoesByTheStepsOfTheClock) {
  using std::chrono::milliseconds;
  using std::chrono::nanoseconds;
  struct Row {
    nanoseconds modified;
    nanoseconds age;
    bool expected;
  };
  constexpr nanoseconds kWhole = std::chrono::seconds(1'700'000'000);
  constexpr nanoseconds kFraction = kWhole + nanoseconds(123);
  const Row rows[] = {{kFraction, milliseconds(0), true},   {kFraction, milliseconds(19), true},
                      {kFraction, milliseconds(20), false}, {kWhole, milliseconds(1999), true},
                      {kWhole, milliseconds(2000), false},  {kFraction, milliseconds(-1), false}};
  for (const Row& row : rows) {
    EXPECT_EQ(is_too_new({.bytes = 1, .modified = row.modified}, row.modified + row.age), row.expected)
        << row.modified.count() << ' ' << row.age.count();
  }
}

TEST(Below, IsThePathInTheOutputFolder) {
  struct Row {
    const char* folder;
    const char* output;
    const char* expected;
  };
  for (const Row& row :
       {Row{"out", "out/a.jpg", "a.jpg"}, Row{"out/", "out/sub/a.jpg", "sub/a.jpg"}, Row{"/out", "/out/a.jpg", "a.jpg"},
        Row{"./out//", "./out//a.jpg", "a.jpg"}, Row{".", "./a.jpg", "a.jpg"}, Row{"/", "/a.jpg", "a.jpg"}}) {
    EXPECT_EQ(below(row.folder, row.output), row.expected) << row.folder;
  }
}

}  // namespace
}  // namespace resizer::rerun
