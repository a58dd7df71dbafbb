#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "support/report_schema.hpp"

/// Which files are taken, and what outputs are called.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Names, OfTwinsAreToldApartByTheirExtensions) {
  const Workspace workspace;
  workspace.add_jpeg("IMG_1.jpg");
  workspace.add_jpeg("IMG_1.heic");
  const std::string line =
      "out/IMG_1.heic.jpg: named with the extension of its input, because in/IMG_1.jpg has the plain name";
  const Finished dry = run(workspace.resize({"-n"}));
  EXPECT_EQ(dry.exit_code, 0) << dry.err;
  EXPECT_THAT(dry.out, testing::StartsWith("in/IMG_1.heic -> out/IMG_1.heic.jpg\nin/IMG_1.jpg -> out/IMG_1.jpg\n" +
                                           line + "\n2 images to do\n"));

  const Finished finished =
      run(workspace.resize({"--export-json", "r.json", "--export-html", "r.html", "--export-markdown", "r.md"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("IMG_1.heic.jpg", "IMG_1.jpg"));
  EXPECT_THAT(finished.out, AllOf(HasSubstr("named with the extension of their input"),
                                  HasSubstr("in/IMG_1.heic -> out/IMG_1.heic.jpg, beside in/IMG_1.jpg")));
  EXPECT_EQ(workspace.log_lines_with(line), 1U);
  const std::string report = read_file(workspace / "r.json");
  EXPECT_EQ(schema_errors(report), "");
  EXPECT_EQ(json::parse(report)["renamed"],
            (json{{{"path", "in/IMG_1.heic"}, {"output", "out/IMG_1.heic.jpg"}, {"taken_by", "in/IMG_1.jpg"}}}));
  EXPECT_THAT(read_file(workspace / "r.html"), HasSubstr("named with the extension of their input"));
  EXPECT_THAT(read_file(workspace / "r.md"), HasSubstr("named with the extension of their input"));
}

TEST(Names, OfOtherProgramsAndFormatsAreCounted) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  for (const char* name : {"._a.jpg", ".DS_Store", "Thumbs.db", "@eaDir/a.jpg/SYNO.jpg", ".thumbnails/t.jpg",
                           ".Trash-1000/files/x.jpg", "b.jp2", "c.jp2", "d.x3f", "sub/e.exr"}) {
    workspace.folder().write(fs::path("in") / name);
  }
  const Finished dry = run(workspace.resize({"-r", "-n"}));
  EXPECT_EQ(dry.exit_code, 0) << dry.err;
  EXPECT_THAT(dry.out,
              AllOf(testing::StartsWith("in/a.jpg -> out/a.jpg\nnot supported yet: JPEG 2000: 2\n"),
                    HasSubstr("not supported yet: OpenEXR: 1\n"), HasSubstr("ignored: AppleDouble (._*): 1\n")));
  const Finished finished =
      run(workspace.resize({"-r", "--export-json", "r.json", "--export-html", "r.html", "--export-markdown", "r.md"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(workspace.tree("out"), ElementsAre("a.jpg"));
  EXPECT_THAT(finished.out, AllOf(HasSubstr("not supported yet\n    JPEG 2000: 2\n    OpenEXR: 1\n    RAW: 1\n"),
                                  HasSubstr("ignored\n    .DS_Store: 1\n    .Trash: 1\n")));
  EXPECT_EQ(workspace.log_lines_with("warning not supported yet: JPEG 2000: 2"), 1U);
  EXPECT_EQ(workspace.log_lines_with("info    ignored: @eaDir: 1"), 1U);
  const std::string report = read_file(workspace / "r.json");
  EXPECT_EQ(schema_errors(report), "");
  EXPECT_EQ(json::parse(report)["passed_over"], (json{{"unsupported", {{"JPEG 2000", 2}, {"OpenEXR", 1}, {"RAW", 1}}},
                                                      {"system",
                                                       {{".DS_Store", 1},
                                                        {".Trash", 1},
                                                        {".thumbnails", 1},
                                                        {"@eaDir", 1},
                                                        {"AppleDouble (._*)", 1},
                                                        {"Thumbs.db", 1}}}}));
  EXPECT_THAT(read_file(workspace / "r.html"), AllOf(HasSubstr("not supported yet"), HasSubstr("JPEG 2000: 2")));
  EXPECT_THAT(read_file(workspace / "r.md"), AllOf(HasSubstr("## not supported yet"), HasSubstr("- JPEG 2000: 2")));
}

TEST(Names, OfUnsupportedFilesOnTheCommandLineFailWithTheReason) {
  struct Row {
    const char* name;
    std::string content;
    const char* format;
  };
  const Row rows[] = {{"a.svg", "<?xml version='1.0'?>\n<svg/>", "SVG"},
                      {"a.psd", "8BPS", "PSD"},
                      {"a.jp2", std::string("\0\0\0\x0CjP  \r\n\x87\n", 12), "JPEG 2000"},
                      {"a.x3f", "FOVb", "RAW"},
                      {"a.crw", std::string("II\x1A\0\0\0HEAPCCDR", 14), "RAW"}};
  for (const Row& row : rows) {
    const Workspace workspace;

    workspace.folder().write(row.name, row.content);
    const Finished finished = run(workspace.command({"--in", row.name, "--out", "out", "--width", "8"}));
    EXPECT_EQ(finished.exit_code, 1) << row.name;
    EXPECT_THAT(finished.out, HasSubstr(std::string(row.name) + ": " + row.format + " is not supported yet"));
  }
}

TEST(Names, InAListMayEndAsOnWindows) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("b.jpg");
  workspace.folder().write("list", "\xEF\xBB\xBFin/a.jpg\r\nin/b.jpg\r\n");
  const Finished finished = run(workspace.command({"--files-from", "list", "--out", "out", "--width", "80"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_THAT(workspace.tree("out/in"), ElementsAre("a.jpg", "b.jpg"));
}

TEST(Names, OfAnyLengthAreShownShortened) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("list", std::string(3'000'000, 'x') + "\nin/a.jpg\n");
  const Finished finished = run(workspace.command({"--files-from", "list", "--out", "out", "--width", "80"}));
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_LT(finished.out.size(), 10'000U);
  EXPECT_THAT(finished.out, HasSubstr("... (3000000 bytes): File name too long"));
  EXPECT_LT(fs::file_size(workspace / "logs/app.log"), 10'000U);
}

TEST(Jobs, BeyondTheLimitOfOpenFilesAreRefusedAtOnce) {
  const Workspace workspace;
  workspace.add_many(40, {16, 12});
  const auto resize_with = [&](rlim_t soft, rlim_t hard) {
    Command command = workspace.resize({"--jobs", "40", "--mode", "parallel"});
    command.before = [=] {
      const rlimit limit{soft, hard};
      if (setrlimit(RLIMIT_NOFILE, &limit) != 0) _exit(126);
    };
    return run(command);
  };
  const Finished refused = resize_with(60, 60);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, AllOf(testing::StartsWith("resizer: --jobs 40 needs "), HasSubstr("60 are allowed")));
  EXPECT_FALSE(fs::exists(workspace / "out"));
  const Finished raised = resize_with(20, 200);
  EXPECT_EQ(raised.exit_code, 0) << raised.err;
  EXPECT_EQ(workspace.tree("out").size(), 40U);
}

}  // namespace
}  // namespace resizer::test
