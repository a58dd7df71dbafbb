#include "exec/publishing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <functional>
#include <string>

#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::exec {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

/// Complete temporary files of "new 0", "new 1" and so on, and the job that they belong to.
struct Written {
  TempFolder folder;
  model::Job job{folder.write("input"), 7, {}};
  std::vector<fs::path> temps;
  model::JobReport report;

  explicit Written(std::vector<std::string> outputs) {
    report.outputs.resize(outputs.size());
    for (const std::string& output : outputs) {
      const std::size_t k = temps.size();
      job.outputs.push_back(folder / output);
      temps.push_back(folder.write("t" + std::to_string(k), "new " + std::to_string(k)));
      report.outputs.at(k).image.bytes = 5;
    }
  }
  void publish(Dates dates = Dates::of_work) const { exec::publish(temps, job, report, dates); }
};

TEST(Publish, ReplacesTheOutput) {
  const Written files({"a", "b"});
  files.folder.write("a", "old");
  files.publish();
  EXPECT_EQ(test::read_file(files.job.outputs[0]), "new 0");
  EXPECT_EQ(test::read_file(files.job.outputs[1]), "new 1");
  EXPECT_FALSE(fs::exists(files.temps[0]));
}

TEST(Publish, NamesTheOutputThatFails) {
  const Written files({"folder"});
  fs::create_directory(files.folder / "folder");
  try {
    files.publish();
    FAIL() << "a folder was replaced";
  } catch (const util::Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr(files.job.outputs[0].string()));
    EXPECT_EQ(error.code(), util::ErrorCode::write_failed);
  }
}

TEST(Publish, TakesBackWhatIsNewWhenALaterOneFails) {
  const Written files({"a", "b", "c"});
  files.folder.write("b", "old");
  fs::create_directory(files.folder / "c");
  EXPECT_THROW(files.publish(), util::Error);
  EXPECT_FALSE(fs::exists(files.job.outputs[0]));
  EXPECT_EQ(test::read_file(files.job.outputs[1]), "new 1") << "whole, and the former file is gone";
  EXPECT_TRUE(fs::is_directory(files.job.outputs[2]));
}

TEST(Publish, TakesNothingFromAWorkerThatLies) {
  struct Row {
    const char* what;
    std::function<void(Written&)> lie;
  };
  const std::vector<Row> rows{
      {"no file", [](Written& files) { fs::remove(files.temps[1]); }},
      {"a shorter file", [](Written& files) { files.folder.write("t1", "new"); }},
      {"a longer file", [](Written& files) { files.folder.write("t1", "longer than told"); }},
      {"a link to what is elsewhere",
       [](Written& files) {
         files.folder.write("secret", "12345");
         fs::remove(files.temps[1]);
         fs::create_symlink(files.folder / "secret", files.temps[1]);
       }},
      {"a folder",
       [](Written& files) {
         fs::remove(files.temps[1]);
         fs::create_directory(files.temps[1]);
         files.report.outputs[1].image.bytes = fs::file_size(files.temps[0]);
       }},
      {"a pipe",
       [](Written& files) {
         fs::remove(files.temps[1]);
         ::mkfifo(files.temps[1].c_str(), 0600);
         files.report.outputs[1].image.bytes = 0;
       }},
  };
  for (const Row& row : rows) {
    Written files({"a", "b"});
    files.folder.write("b", "old");
    row.lie(files);
    EXPECT_THROW(files.publish(), util::Error) << row.what;
    EXPECT_FALSE(fs::exists(files.job.outputs[0])) << row.what;
    EXPECT_EQ(test::read_file(files.job.outputs[1]), "old") << row.what;
  }
}

TEST(Publish, GivesTheDateOfTheInputWhereAsked) {
  const fs::file_time_type date = fs::file_time_type::clock::now() - std::chrono::hours(1000);
  for (const Dates dates : {Dates::of_work, Dates::of_input}) {
    const Written files({"a", "b"});
    fs::last_write_time(files.job.input, date);
    files.publish(dates);
    for (const fs::path& output : files.job.outputs) {
      EXPECT_EQ(fs::last_write_time(output) == date, dates == Dates::of_input);
    }
  }
}

TEST(RemoveTemps, PassesOverWhatIsNotThere) {
  const Written files({"a", "b"});
  fs::remove(files.temps[0]);
  remove_temps(files.temps);
  EXPECT_FALSE(fs::exists(files.temps[1]));
}

}  // namespace
}  // namespace resizer::exec
