#include "planning/report_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temp_folder.hpp"
#include "util/error.hpp"

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

/// The complaint about these report files.
std::string error_of(const model::ReportFiles& files) {
  model::OutputOptions options;
  options.report_files = files;
  try {
    check_report_files(options);
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
  EXPECT_EQ(error_of(options.report_files), "");
  EXPECT_FALSE(fs::exists(folder / "out"));
  create_report_folders(options);
  EXPECT_TRUE(fs::is_directory(folder / "out/reports"));
}

TEST(ReportFiles, AreRefusedWhereTheyCannotBe) {
  const TempFolder folder;
  folder.write("file");
  fs::create_directory(folder / "folder");
  ASSERT_EQ(mknod((folder / "socket").c_str(), S_IFSOCK | 0600, 0), 0);
  struct Row {
    File file;
    fs::path path;
    std::string complaint;
  };
  const Row rows[] = {
      {&model::ReportFiles::json, folder / "file/a.json", "folder of the JSON report " + (folder / "file").string()},
      {&model::ReportFiles::csv, folder / "folder", "CSV report " + (folder / "folder").string() + ": a folder"},
      {&model::ReportFiles::markdown, folder / "folder/", "Markdown report"},
      {&model::ReportFiles::html, folder / "socket", "HTML report " + (folder / "socket").string() + ": not a regular"},
      {&model::ReportFiles::trace, folder / std::string(256, 'x'), "has a name of 256 bytes"},
      {&model::ReportFiles::trace, folder / "new" / std::string(300, 'x') / "a", "has a name of 300 bytes"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(error_of(one_file(row.file, row.path)), HasSubstr(row.complaint)) << row.path;
  }
}

TEST(ReportFiles, MayBeFifosAndDevices) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo((folder / "fifo").c_str(), 0600), 0);
  for (const fs::path& path : {folder / "fifo", fs::path("/dev/null"), fs::path("/dev/stdout")}) {
    EXPECT_EQ(error_of(one_file(&model::ReportFiles::json, path)), "") << path;
  }
}

TEST(ReportFiles, AreRefusedWhereNothingMayBeWritten) {
  const TempFolder folder;
  fs::create_directory(folder / "closed");
  fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
  const test::OrdinaryUser user;
  EXPECT_THAT(error_of(one_file(&model::ReportFiles::html, folder / "closed/a.html")),
              StartsWith("the folder of the HTML report " + (folder / "closed").string()));
  EXPECT_THAT(error_of(one_file(&model::ReportFiles::html, folder / "closed/deep/a.html")),
              StartsWith("the folder of the HTML report " + (folder / "closed").string()));
}

}  // namespace
}  // namespace resizer::planning
