#include "resizer/planning/report_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resizer/util/error.hpp"
#include "support/temp_folder.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::HasSubstr;
using testing::StartsWith;

using File = std::optional<fs::path> model::ReportFiles::*;

model::ReportFiles one_file(File file, const fs::path& path) {
  model::ReportFiles files;
  files.*file = path;
  return files;
}

/// The complaint about these report files beside one output, out/a.jpg.
std::string error_of(const TempFolder& folder, const model::ReportFiles& files) {
  model::OutputOptions options;
  options.log_file = folder / "app.log";
  options.report_files = files;
  const Plan plan{.jobs = {{.input = "a.jpg", .outputs = {folder / "out/a.jpg"}}}, .unusable = {}, .skipped = {}};
  try {
    check_report_files(options, plan);
  } catch (const util::Error& error) {
    return error.what();
  }
  return "";
}

TEST(ReportFiles, MayStandInFoldersThatAreStillToBeMade) {
  const TempFolder folder;
  model::OutputOptions options;
  options.report_files.json = folder / "out/reports/a.json";
  options.report_files.html = "report.html";
  EXPECT_EQ(error_of(folder, options.report_files), "");
  EXPECT_FALSE(fs::exists(folder / "out"));
  create_report_folders(options);
  EXPECT_TRUE(fs::is_directory(folder / "out/reports"));
}

TEST(ReportFiles, AreRefusedWhereTheyCannotBe) {
  const TempFolder folder;
  folder.write("file");
  fs::create_directory(folder / "folder");
  fs::create_symlink(folder.write("app.log"), folder / "link.csv");
  struct Row {
    File file;
    fs::path path;
    std::string complaint;
  };
  const Row rows[] = {
      {&model::ReportFiles::json, folder / "file/a.json", "--export-json: folder " + (folder / "file").string()},
      {&model::ReportFiles::csv, folder / "folder", "--export-csv " + (folder / "folder").string() + ": a folder"},
      {&model::ReportFiles::markdown, folder / "folder/", "--export-markdown"},
      {&model::ReportFiles::html, "/dev/null", "--export-html /dev/null: not a regular file"},
      {&model::ReportFiles::trace, folder / "out/a.jpg", "is also the output of a.jpg"},
      {&model::ReportFiles::json, folder / "app.log", "is also the file of --log-file"},
      {&model::ReportFiles::csv, folder / "link.csv", "is also the file of --log-file"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(error_of(folder, one_file(row.file, row.path)), HasSubstr(row.complaint)) << row.path;
  }
}

TEST(ReportFiles, AreRefusedWhereTwoAreOne) {
  const TempFolder folder;
  fs::create_directory(folder / "folder");
  model::ReportFiles files = one_file(&model::ReportFiles::json, folder / "same");
  files.trace = folder / "folder/../same";
  EXPECT_THAT(error_of(folder, files), HasSubstr("is also the file of --export-json"));
}

TEST(ReportFiles, AreRefusedWhereNothingMayBeWritten) {
  const TempFolder folder;
  fs::create_directory(folder / "closed");
  fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
  const test::OrdinaryUser user;
  EXPECT_THAT(error_of(folder, one_file(&model::ReportFiles::html, folder / "closed/a.html")),
              StartsWith("--export-html: folder " + (folder / "closed").string()));
  EXPECT_THAT(error_of(folder, one_file(&model::ReportFiles::html, folder / "closed/deep/a.html")),
              StartsWith("--export-html: folder " + (folder / "closed").string()));
}

}  // namespace
}  // namespace resizer::planning
