#include "planning/discovery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "model/format.hpp"
#include "planning/file_kinds.hpp"
#include "support/temp_folder.hpp"
#include "util/error.hpp"

namespace resizer::planning {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> relatives(const Discovery& found) {
  std::vector<std::string> names;
  for (const FoundFile& file : found.files) names.push_back(file.relative);
  return names;
}

Discovery discover_in(const TempFolder& folder, bool recursive = false) {
  return discover({.inputs = {folder.path()}, .output_dir = folder / "out", .recursive = recursive});
}

TEST(Discovery, TakesFilesWithAnImageNameInByteOrder) {
  const TempFolder folder;
  for (const char* name : {"b.jpg",  "B.JPG",  "a.jpeg", "a.jpe", "a.png",         "a.webp",    "a.tif", "a.tiff",
                           "a.avif", "a.heic", "a.HEIF", "a.jxl", "a.gif",         "a.BMP",     "a.NEF", "a.dib",
                           "a.psd",  "a.txt",  "jpg",    ".jpg",  ".rsz-12-3.tmp", "a.jpg.part"}) {
    folder.write(name);
  }
  EXPECT_THAT(relatives(discover_in(folder)),
              ElementsAre("B.JPG", "a.BMP", "a.HEIF", "a.NEF", "a.avif", "a.dib", "a.gif", "a.heic", "a.jpe", "a.jpeg",
                          "a.jxl", "a.png", "a.tif", "a.tiff", "a.webp", "b.jpg"));
}

TEST(Discovery, CountsWhatItPassesOver) {
  const TempFolder folder;
  for (const char* name : {"a.jpg",
                           "b.jxr",
                           "B.JXR",
                           "e.svg",
                           "f.psd",
                           "g.jp2",
                           "h.CRW",
                           "h.mrw",
                           "h.x3f",
                           "notes.txt",
                           "._a.jpg",
                           ".DS_Store",
                           "Thumbs.db",
                           "thumbs.db",
                           "@eaDir/a.jpg/x.jpg",
                           ".thumbnails/t.jpg",
                           ".Trash-1000/a.jpg",
                           "sub/.thumb/a.jpg",
                           "sub/._b.png",
                           "sub/b.jxr",
                           "raw/z.nef",
                           "sub/not._a.jpg"}) {
    folder.write(name);
  }
  const auto discover_with = [&](bool recursive, std::vector<std::string> exclude) {
    return discover({.inputs = {folder.path()},
                     .output_dir = folder / "out",
                     .recursive = recursive,
                     .exclude = std::move(exclude)});
  };
  const Discovery all = discover_with(true, {"raw"});
  EXPECT_THAT(relatives(all), ElementsAre("a.jpg", "sub/not._a.jpg"));
  EXPECT_EQ(all.passed_over.unsupported,
            (model::KindCounts{{"JPEG 2000", 1}, {"JPEG XR", 3}, {"PSD", 1}, {"RAW", 3}, {"SVG", 1}}));
  EXPECT_EQ(all.passed_over.system, (model::KindCounts{{".DS_Store", 1},
                                                       {".Trash", 1},
                                                       {".thumbnails", 2},
                                                       {"@eaDir", 1},
                                                       {"AppleDouble (._*)", 2},
                                                       {"Thumbs.db", 2}}));
  const Discovery flat = discover_with(false, {"*.jxr", "*.JXR", "._*"});
  EXPECT_FALSE(flat.passed_over.unsupported.contains("JPEG XR"));
  EXPECT_EQ(flat.passed_over.system, (model::KindCounts{{".DS_Store", 1}, {"Thumbs.db", 2}}));
}

TEST(Discovery, TakesWhatIsNamedEvenIfASearchPassesItOver) {
  const TempFolder folder;
  const fs::path resource = folder.write("._a.jpg");
  const fs::path psd = folder.write("a.psd");
  folder.write("@eaDir/t.jpg");
  const Discovery found = discover({.inputs = {resource, psd, folder / "@eaDir"}, .output_dir = folder / "out"});
  EXPECT_THAT(relatives(found), ElementsAre("._a.jpg", "a.psd", "t.jpg"));
}

TEST(Discovery, KeepsTheTreeWhenRecursive) {
  const TempFolder folder;
  for (const char* name : {"a.jpg", "sub/a.jpg", "sub/deeper/b.png", "sub/notes.txt"}) folder.write(name);
  EXPECT_THAT(relatives(discover_in(folder)), ElementsAre("a.jpg"));
  EXPECT_THAT(relatives(discover_in(folder, true)), ElementsAre("a.jpg", "sub/a.jpg", "sub/deeper/b.png"));
}

TEST(Discovery, TellsSizeAndIdentity) {
  const TempFolder folder;
  const fs::path file = folder.write("a.jpg", "12345");
  const Discovery found = discover_in(folder);
  ASSERT_EQ(found.files.size(), 1U);
  struct stat status {};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(found.files[0].path, file);
  EXPECT_EQ(found.files[0].bytes, 5U);
  EXPECT_EQ(found.files[0].id, (FileId{status.st_dev, status.st_ino}));
}

TEST(Discovery, TakesANamedFileWhateverItsName) {
  const TempFolder folder;
  const fs::path file = folder.write("sub/picture.data");
  const Discovery found = discover({.inputs = {file}, .output_dir = folder / "out", .recursive = false});
  EXPECT_THAT(relatives(found), ElementsAre("picture.data"));
}

TEST(Discovery, FollowsTheOrderOfTheCommandLine) {
  const TempFolder folder;
  const fs::path z = folder.write("z.jpg");
  folder.write("m/b.jpg");
  folder.write("m/a.jpg");
  const Discovery found = discover({.inputs = {z, folder / "m"}, .output_dir = folder / "out", .recursive = false});
  EXPECT_THAT(relatives(found), ElementsAre("z.jpg", "a.jpg", "b.jpg"));
}

TEST(Discovery, LeavesTheOutputFolderOut) {
  const TempFolder folder;
  for (const char* name : {"a.jpg", "out/a.jpg", "out/deeper/b.jpg"}) folder.write(name);
  EXPECT_THAT(relatives(discover_in(folder, true)), ElementsAre("a.jpg"));
}

TEST(Discovery, SearchesAFolderThatIsItsOwnOutput) {
  const TempFolder folder;
  folder.write("a.jpg");
  const Discovery found = discover({.inputs = {folder.path()}, .output_dir = folder.path(), .recursive = true});
  EXPECT_THAT(relatives(found), ElementsAre("a.jpg"));
}

TEST(Discovery, ResolvesLinksToFilesAndKeepsTheirNames) {
  const TempFolder folder;
  const fs::path target = folder.write("elsewhere/original.jpg");
  fs::create_directory(folder / "in");
  fs::create_symlink("../elsewhere/original.jpg", folder / "in/link.jpg");
  const Discovery found = discover({.inputs = {folder / "in"}, .output_dir = folder / "out", .recursive = false});
  EXPECT_THAT(relatives(found), ElementsAre("link.jpg"));
  EXPECT_EQ(found.files.at(0).path, target);
}

TEST(Discovery, DoesNotFollowLinksToFolders) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  fs::create_directory_symlink("..", folder / "in/loop");
  fs::create_directory_symlink("..", folder / "in/loop.jpg");
  const Discovery found = discover({.inputs = {folder / "in"}, .output_dir = folder / "out", .recursive = true});
  EXPECT_THAT(relatives(found), ElementsAre("a.jpg"));
  EXPECT_THAT(found.unusable, IsEmpty());
}

TEST(Discovery, FollowsLinksToFoldersWhenAskedButNotInALoop) {
  const TempFolder folder;
  folder.write("in/a.jpg");
  folder.write("elsewhere/b.jpg");
  fs::create_directory_symlink("../elsewhere", folder / "in/link");
  fs::create_directory_symlink("..", folder / "elsewhere/loop");
  fs::create_directory_symlink(".", folder / "in/self");
  const Discovery found =
      discover({.inputs = {folder / "in"}, .output_dir = folder / "out", .recursive = true, .follow = true});
  EXPECT_THAT(relatives(found), ElementsAre("a.jpg", "link/b.jpg"));
  EXPECT_THAT(found.unusable, IsEmpty());
}

TEST(Discovery, LeavesOutWhatIsExcluded) {
  const TempFolder folder;
  for (const char* name : {"a.jpg", "b.jpg", "raw/a.jpg", "sub/a.jpg", "sub/c.jpg"}) folder.write(name);
  const Discovery found = discover({.inputs = {folder.path(), folder / "b.jpg"},
                                    .output_dir = folder / "out",
                                    .recursive = true,
                                    .include = {"a.*"},
                                    .exclude = {"raw"}});
  EXPECT_THAT(relatives(found), ElementsAre("a.jpg", "sub/a.jpg", "b.jpg")) << "what is named is taken in any case";
}

TEST(Discovery, ExpandsPatternsThatTheShellDidNot) {
  const TempFolder folder;
  for (const char* name : {"a1.jpg", "a2.jpg", "b.jpg", "[x].jpg", "x.jpg"}) folder.write(name);
  const auto names_for = [&](const char* pattern) {
    return relatives(discover({.inputs = {folder / pattern}, .output_dir = folder / "out"}));
  };
  EXPECT_THAT(names_for("a*.jpg"), ElementsAre("a1.jpg", "a2.jpg"));
  EXPECT_THAT(names_for("[x].jpg"), ElementsAre("[x].jpg")) << "a file of that very name comes first";
  EXPECT_THROW(names_for("c*.jpg"), util::Error);
}

TEST(Discovery, TakesListedFilesAndGoesOnWithoutMissingOnes) {
  const TempFolder folder;
  const fs::path a = folder.write("a.jpg");
  const fs::path list =
      folder.write("list", a.string() + "\n" + (folder / "gone.jpg").string() + "\n" + folder.path().string() + "\n");
  const Discovery found = discover({.inputs = {}, .files_from = list, .output_dir = folder / "out"});
  EXPECT_THAT(relatives(found), ElementsAre("a.jpg"));
  ASSERT_EQ(found.unusable.size(), 2U);
  EXPECT_EQ(found.unusable[0].reason, "not a regular file");
  EXPECT_EQ(found.unusable[1].path, folder / "gone.jpg");
}

TEST(Discovery, NamesWhatLooksLikeAnImageAndIsNone) {
  const TempFolder folder;
  fs::create_symlink("nowhere", folder / "dangling.jpg");
  fs::create_symlink("loop.jpg", folder / "loop.jpg");
  ASSERT_EQ(mkfifo((folder / "pipe.jpg").c_str(), 0600), 0);
  folder.write("folder.jpg/notes.txt");
  const Discovery found = discover_in(folder);
  std::vector<std::string> told;
  for (const model::Unusable& entry : found.unusable)
    told.push_back(entry.path.filename().string() + ": " + entry.reason);
  EXPECT_THAT(told, ElementsAre("dangling.jpg: broken symbolic link", "loop.jpg: Too many levels of symbolic links",
                                "pipe.jpg: not a regular file"));
  EXPECT_THAT(found.files, IsEmpty());
}

TEST(Discovery, KeepsNamesThatAreNotUtf8) {
  const TempFolder folder;
  folder.write("caf\xE9.jpg");
  EXPECT_THAT(relatives(discover_in(folder)), ElementsAre("caf\xE9.jpg"));
}

TEST(Discovery, RefusesBadPathsByName) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_symlink("nowhere", folder / "dangling");
  struct Row {
    std::string name;
    util::ErrorCode code;
  };
  const Row rows[] = {{"missing", util::ErrorCode::not_found},
                      {"missing/file.jpg", util::ErrorCode::not_found},
                      {"dangling", util::ErrorCode::not_found},
                      {"pipe", util::ErrorCode::not_a_file}};
  for (const Row& row : rows) {
    try {
      discover({.inputs = {folder / row.name}, .output_dir = folder / "out", .recursive = false});
      FAIL() << row.name << " was taken";
    } catch (const util::Error& error) {
      EXPECT_EQ(error.code(), row.code) << row.name;
      EXPECT_THAT(error.what(), testing::HasSubstr((folder / row.name).string())) << row.name;
    }
  }
}

TEST(Discovery, GoesOnBesideAFolderItMayNotRead) {
  const TempFolder folder;
  folder.write("a.jpg");
  folder.write("closed/b.jpg");
  fs::permissions(folder / "closed", fs::perms::none);
  Discovery found;
  {
    const test::OrdinaryUser user;
    found = discover_in(folder, true);
  }
  fs::permissions(folder / "closed", fs::perms::owner_all);
  EXPECT_THAT(relatives(found), ElementsAre("a.jpg"));
  ASSERT_EQ(found.unusable.size(), 1U);
  EXPECT_EQ(found.unusable[0].path, folder / "closed");
}

TEST(Discovery, ListsWhatItLeavesOutIfAskedTo) {
  const test::TempFolder folder;
  for (const char* name : {"a.jpg", "b.jpg", "c.psd", "d.txt", "._a.jpg", "sub/e.jpg"}) folder.write(name, "");
  const model::PathOptions options{.inputs = {folder.path()}, .output_dir = "out", .exclude = {"b*"}};
  EXPECT_TRUE(discover(options).left_out.empty());
  std::map<std::string, std::string> reasons;
  for (const model::LeftOut& entry : discover(options, ListLeftOut::yes).left_out) {
    reasons[entry.path.filename()] = entry.reason;
  }
  EXPECT_EQ(reasons, (std::map<std::string, std::string>{{"._a.jpg", "belongs to another program: AppleDouble (._*)"},
                                                         {"b.jpg", "filtered out by name"},
                                                         {"c.psd", "PSD is not supported yet"},
                                                         {"d.txt", "not an image by its name"},
                                                         {"sub", "a subfolder"}}));
}

TEST(FileKinds, CallNothingUnsupportedThatIsRead) {
  for (const model::FormatTraits& row : model::format_traits()) {
    for (const std::string_view extension : row.extensions) {
      EXPECT_EQ(unsupported_format(extension), std::nullopt) << extension;
    }
  }
  EXPECT_EQ(unsupported_format(".psd"), "PSD");
}

}  // namespace
}  // namespace resizer::planning
