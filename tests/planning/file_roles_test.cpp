#include "planning/file_roles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::AllOf;
using testing::HasSubstr;

const SameName kNothingFolds = [](const auto&, const auto&, const auto&) { return false; };
const SameName kEverythingFolds = [](const auto&, const auto&, const auto&) { return true; };

/// Puts a path into one role.
struct RoleOption {
  const char* name;
  bool is_written;
  std::function<void(model::Options&, const fs::path&)> set;
};

const std::vector<RoleOption>& role_options() {
  using Report = std::optional<fs::path> model::ReportFiles::*;
  const auto report = [](Report file) {
    return [file](model::Options& options, const fs::path& path) { options.output.report_files.*file = path; };
  };
  static const std::vector<RoleOption> all{
      {"configuration", false, [](auto& options, const auto& path) { options.config_file = path; }},
      {"earlier report", false, [](auto& options, const auto& path) { options.run.baselines = {path}; }},
      {"list", false, [](auto& options, const auto& path) { options.paths.files_from = path; }},
      {"log", true, [](auto& options, const auto& path) { options.output.log_file = path; }},
      {"JSON report", true, report(&model::ReportFiles::json)},
      {"CSV report", true, report(&model::ReportFiles::csv)},
      {"Markdown report", true, report(&model::ReportFiles::markdown)},
      {"HTML report", true, report(&model::ReportFiles::html)},
      {"trace", true, report(&model::ReportFiles::trace)},
  };
  return all;
}

std::string complaint(const std::function<void()>& action) {
  try {
    action();
  } catch (const util::Error& error) {
    EXPECT_EQ(error.code(), util::ErrorCode::conflict);
    return error.what();
  }
  return "";
}

/// Different ways to write the path of one file.
std::vector<fs::path> spellings(const TempFolder& folder, bool exists) {
  std::vector<fs::path> all = {folder / "file", folder / "sub/../file", folder / "link", folder / "way/file"};
  if (exists) all.push_back(folder / "hard");
  return all;
}

TEST(FileRoles, AreRefusedInAnyPairOneOfWhichIsWritten) {
  for (const bool exists : {false, true}) {
    const TempFolder folder;
    fs::create_directory(folder / "sub");
    fs::create_symlink("file", folder / "link");
    fs::create_directory_symlink(".", folder / "way");
    if (exists) fs::create_hard_link(folder.write("file"), folder / "hard");
    for (const RoleOption& a : role_options()) {
      for (const RoleOption& b : role_options()) {
        if (a.name == b.name) continue;
        for (const fs::path& spelling : spellings(folder, exists)) {
          SCOPED_TRACE(std::string(a.name) + " " + b.name + " " + spelling.string());
          model::Options options;
          a.set(options, folder / "file");
          b.set(options, spelling);
          const std::string text = complaint([&] { FileRoles(options, kNothingFolds); });
          if (a.is_written || b.is_written) {
            EXPECT_THAT(text, AllOf(HasSubstr(a.name), HasSubstr(b.name), HasSubstr("are the same file")));
          } else {
            EXPECT_EQ(text, "");
          }
        }
      }
    }
  }
}

TEST(FileRoles, DifferForDifferentFiles) {
  const TempFolder folder;
  model::Options options;
  for (const RoleOption& role : role_options()) role.set(options, folder / role.name);
  EXPECT_EQ(complaint([&] { FileRoles(options, kEverythingFolds); }), "");
}

TEST(FileRoles, AreComparedAsTheFileSystemComparesNames) {
  const TempFolder folder;
  model::Options options;
  options.output.log_file = folder / "new/Log";
  options.output.report_files.csv = folder / "NEW/log";
  EXPECT_EQ(complaint([&] { FileRoles(options, kNothingFolds); }), "");
  EXPECT_THAT(complaint([&] { FileRoles(options, kEverythingFolds); }), HasSubstr("are the same file"));
}

TEST(FileRoles, AreRefusedOnImages) {
  for (const bool exists : {false, true}) {
    const TempFolder folder;
    fs::create_directory(folder / "out");
    if (exists) folder.write("out/a.jpg");
    for (const RoleOption& role : role_options()) {
      SCOPED_TRACE(role.name);
      model::Options options;
      role.set(options, folder / "out/../out/a.jpg");
      FileRoles roles(options, kNothingFolds);
      int error_number = 0;
      const fs::path image = folder / "out/a.jpg";
      const auto status = file_status(image, error_number);
      EXPECT_THAT(complaint([&] { roles.check_output(image, status, "in/a.jpg"); }),
                  AllOf(HasSubstr(role.name), HasSubstr("the output " + image.string() + " of in/a.jpg")));
      EXPECT_EQ(complaint([&] { roles.check_output(folder / "out/b.jpg", std::nullopt, "in/b.jpg"); }), "");
      if (!exists) continue;
      const std::string text =
          complaint([&] { roles.check_input({.path = image, .relative = "a.jpg", .id = status->id}); });
      EXPECT_EQ(text.empty(), !role.is_written) << text;
    }
  }
}

}  // namespace
}  // namespace resizer::planning
