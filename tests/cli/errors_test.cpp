#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <functional>

#include "cli/workspace.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct Refusal {
  std::string name;
  std::function<void(const Workspace&)> prepare;
  std::vector<std::string> arguments;
  int exit_code;
  std::vector<std::string> message;  ///< What standard error names.
};

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
  return out << refusal.name;
}

class RefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(RefusalTest, NamesTheReasonOnOneLineAndTouchesNothing) {
  const Refusal& refusal = GetParam();
  const Workspace workspace;
  refusal.prepare(workspace);
  const std::vector<std::string> before = workspace.tree();
  const Finished finished = run(workspace.command(refusal.arguments));
  EXPECT_EQ(finished.exit_code, refusal.exit_code) << finished.err;
  EXPECT_EQ(finished.out, "");
  EXPECT_THAT(finished.err, AllOf(StartsWith("resizer: "), EndsWith("\n")));
  EXPECT_EQ(std::ranges::count(finished.err, '\n'), 1) << finished.err;
  for (const std::string& text : refusal.message) EXPECT_THAT(finished.err, HasSubstr(text));
  EXPECT_EQ(workspace.tree(), before);
}

void one_image(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
}
void file_in_the_way(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("out");
}
void old_report(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  const Finished finished = run(workspace.command(
      {"--in", "in", "--out", "old", "--width", "8", "--mode", "sequential", "--json", "--log-level", "off"}));
  workspace.folder().write("old.json", finished.out);
}
void two_folders(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("../more/a.jpg");
}
void linked_output_folders(const Workspace& workspace) {
  workspace.add_jpeg("a/x.jpg");
  workspace.add_jpeg("b/x.jpg");
  fs::create_directories(workspace / "out/a");
  fs::create_directory_symlink("a", workspace / "out/b");
}
void only_unsupported(const Workspace& workspace) {
  workspace.folder().write("in/a.psd");
  workspace.folder().write("in/b.x3f");
}
void deep_config(const Workspace& workspace) {
  std::string section = "[a";
  for (int i = 0; i < 200'000; ++i) section += ".b";
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("config", section + "]\nx=1\n");
}
void misspelt_config(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("config", "# sizes\nwidht = 8\n");
}
void large_config(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("config", std::string(2'000'000, '#'));
}
void list_and_report(const Workspace& workspace) {
  old_report(workspace);
  workspace.folder().write("list", "in/a.jpg\n");
  workspace.folder().write("config", "width = 8\n");
  fs::create_symlink("list", workspace / "link");
}
void no_report(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("old.json", "{\"schema_version\":1}");
}
void one_image_and_fifo(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  ASSERT_EQ(mkfifo((workspace / "fifo").c_str(), 0600), 0);
}
void no_image(const Workspace& workspace) {
  workspace.folder().write("in/notes.txt");
}

/// What suffices for a run, and `more`.
std::vector<std::string> with_size(std::vector<std::string> more) {
  const std::initializer_list<std::string> enough = {"--in", "in", "--out", "out", "--width", "8"};
  more.insert(more.begin(), enough);
  return more;
}

INSTANTIATE_TEST_SUITE_P(
    Cli, RefusalTest,
    testing::Values(
        Refusal{"nothing at all", one_image, {}, 2, {"the input is missing", "resizer photos --out small"}},
        Refusal{"unknown option", one_image, {"--frob"}, 2, {"--frob", "--help"}},
        Refusal{"bad value", one_image, {"--in", "in", "--out", "out", "--width", "0"}, 2, {"--width 0", "1 to"}},
        Refusal{"no size", one_image, {"--in", "in", "--out", "out"}, 2, {"--width", "--height"}},
        Refusal{"missing folder",
                one_image,
                {"--in", "nope", "--out", "out", "--width", "8"},
                2,
                {"resizer: nope: No such file"}},
        Refusal{"missing plain argument",
                one_image,
                {"nope.jpg", "--out", "out", "--width", "8"},
                2,
                {"resizer: nope.jpg: No such file"}},
        Refusal{"one missing file of two",
                one_image,
                {"--in", "in/a.jpg", "in/b.jpg", "--out", "out", "--width", "8"},
                2,
                {"resizer: in/b.jpg: No such file"}},
        Refusal{"output is a file", file_in_the_way, with_size({}), 2, {"out"}},
        Refusal{"output cannot be made",
                one_image,
                {"--in", "in", "--out", "/proc/nothing", "--width", "8", "--log-level", "off"},
                2,
                {"/proc/nothing"}},
        Refusal{"output is the input", one_image, {"--in", "in", "--out", "in", "--width", "8"}, 2, {"in/a.jpg"}},
        Refusal{"two inputs, one output",
                two_folders,
                {"--in", "in/a.jpg", "more/a.jpg", "--out", "out", "--width", "8"},
                2,
                {"in/a.jpg", "more/a.jpg", "out/a.jpg"}},
        Refusal{"two ways to one output folder",
                linked_output_folders,
                with_size({"-r"}),
                2,
                {"in/a/x.jpg", "in/b/x.jpg", "out/a/x.jpg", "out/b/x.jpg"}},
        Refusal{"a name that is too long",
                one_image,
                with_size({"--name", std::string(252, 'x') + ".{ext}"}),
                2,
                {"in/a.jpg", "has a name of 256 bytes, more than the 255 allowed"}},
        Refusal{"a report whose name is too long",
                one_image,
                with_size({"--export-csv", std::string(256, 'x')}),
                2,
                {"--export-csv", "has a name of 256 bytes"}},
        Refusal{"two sizes, one output",
                one_image,
                {"--in", "in", "--out", "out", "--width", "8,16", "--name", "{stem}.{ext}"},
                2,
                {"in/a.jpg (width 8)", "in/a.jpg (width 16)", "out/a.jpg", "--name"}},
        Refusal{"unknown field", one_image, with_size({"--name", "{nme}.{ext}"}), 2, {"--name", "{nme}", "{stem}"}},
        Refusal{"log in a file",
                one_image,
                with_size({"--log-file", "in/a.jpg/app.log"}),
                2,
                {"--log-file in/a.jpg/app.log"}},
        Refusal{"log is a folder", one_image, with_size({"--log-file", "in"}), 2, {"--log-file in"}},
        Refusal{"log is an input", one_image, with_size({"--log-file", "in/a.jpg"}), 2, {"in/a.jpg", "--log-file"}},
        Refusal{"no report to compare with",
                one_image,
                with_size({"--compare", "old.json"}),
                2,
                {"--compare old.json", "No such file"}},
        Refusal{"something else to compare with",
                no_report,
                with_size({"--compare", "old.json"}),
                2,
                {"--compare old.json: not a report: "}},
        Refusal{"a report of other work",
                old_report,
                {"--in", "in", "--out", "out", "--width", "9", "--compare", "old.json"},
                2,
                {"--compare old.json", R"(sizes: [{"width_px":8}] then, [{"width_px":9}] now)"}},
        Refusal{"a report of another mode",
                old_report,
                with_size({"--mode", "parallel", "--compare", "old.json"}),
                2,
                {"--compare old.json", "no mode"}},
        Refusal{"a report of too few rounds",
                old_report,
                with_size({"--runs", "9", "--compare", "old.json", "--fail-if-slower", "5%"}),
                2,
                {"--compare old.json", "its rounds (1) and those here (9) are too few", "(--runs, --fail-if-slower)"}},
        Refusal{"the same session twice",
                old_report,
                with_size({"--compare", "old.json", "--compare", "old.json"}),
                2,
                {"two of the earlier reports are of the same session (--compare)"}},
        Refusal{"report in a file",
                one_image,
                with_size({"--export-csv", "in/a.jpg/r.csv"}),
                2,
                {"folder of the CSV report in/a.jpg", "--export-csv"}},
        Refusal{"report is an input",
                one_image,
                with_size({"--export-json", "in/a.jpg"}),
                2,
                {"in/a.jpg", "--export-json"}},
        Refusal{"report is an output",
                one_image,
                with_size({"--trace", "out/a.jpg"}),
                2,
                {"trace out/a.jpg", "in/a.jpg", "(--trace)"}},
        Refusal{"two reports in one file",
                one_image,
                with_size({"--export-csv", "r", "--export-json", "./r"}),
                2,
                {"--export-csv", "--export-json"}},
        Refusal{"log is a fifo that nobody reads",
                one_image_and_fifo,
                with_size({"--log-file", "fifo"}),
                2,
                {"--log-file fifo: no process reads it"}},
        Refusal{"log is an output", one_image, with_size({"--log-file", "out/a.jpg"}), 2, {"--log-file", "in/a.jpg"}},
        Refusal{"log is the report to compare with",
                list_and_report,
                with_size({"--log-file", "old.json", "--compare", "old.json"}),
                2,
                {"the earlier report old.json and the log old.json are the same file (--compare, --log-file)"}},
        Refusal{"log is the list",
                list_and_report,
                with_size({"--log-file", "link", "--files-from", "list"}),
                2,
                {"the list list and the log link are the same file (--files-from, --log-file)"}},
        Refusal{"report is the list",
                list_and_report,
                with_size({"--export-csv", "in/../list", "--files-from", "list"}),
                2,
                {"the list list and the CSV report in/../list are the same file (--files-from, --export-csv)"}},
        Refusal{"report is the configuration",
                list_and_report,
                {"--in", "in", "--out", "out", "--config", "config", "--export-html", "config"},
                2,
                {"the configuration config and the HTML report config are the same file (--config, --export-html)"}},
        Refusal{"deeply nested configuration",
                deep_config,
                with_size({"--config", "config"}),
                2,
                {"config:1: unknown section [a.b.b", "... (400003 bytes)"}},
        Refusal{"large configuration",
                large_config,
                with_size({"--config", "config"}),
                2,
                {"--config config: it has more than 1048576 bytes"}},
        Refusal{"only images that are not supported yet",
                only_unsupported,
                with_size({}),
                3,
                {"no images found in in", "not supported yet: 1 PSD, 1 RAW"}},
        Refusal{"a pattern that matches nothing",
                one_image,
                {"in/*.JPG", "in/a.jpg", "--out", "out", "--width", "8"},
                3,
                {"in/*.JPG: no file matches this pattern", "uppercase and lowercase"}},
        Refusal{"an include pattern that matches nothing",
                one_image,
                with_size({"--include", "*.JPG"}),
                3,
                {"no images found in in; 1 image does not match '*.JPG' (uppercase and lowercase"}},
        Refusal{"an exclude pattern that matches all",
                one_image,
                with_size({"--exclude", "*"}),
                3,
                {"no images found in in; 1 image excluded"}},
        Refusal{"a misspelt option", one_image, with_size({"--widht", "9"}), 2, {"did you mean --width?"}},
        Refusal{"a misspelt value", one_image, with_size({"--fit", "covr"}), 2, {"did you mean cover?"}},
        Refusal{"a misspelt option in a configuration",
                misspelt_config,
                with_size({"--config", "config"}),
                2,
                {"config:2: unknown option widht; did you mean width?"}},
        Refusal{"no image", no_image, with_size({}), 3, {"no images", "in"}}),
    [](const auto& parameter) {
      std::string name = parameter.param.name;
      std::ranges::replace_if(
          name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
      return name;
    });

TEST(Errors, OfOneImageLeaveTheOthersAlone) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_truncated("b.jpg");
  workspace.add_jpeg("c.jpg");
  workspace.folder().write("in/d.jpg", "no picture at all");
  workspace.folder().write("in/e.jpg", "");
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_EQ(finished.err, "");
  EXPECT_THAT(finished.out, AllOf(HasSubstr("in/b.jpg: "), HasSubstr("in/d.jpg: "), HasSubstr("in/e.jpg: "),
                                  HasSubstr("outputs identical: 2 of 2")));
  EXPECT_THAT(workspace.tree("out"), testing::ElementsAre("a.jpg", "c.jpg"));
  EXPECT_EQ(workspace.log_lines_with("error   in/b.jpg: "), 2U);
}

TEST(Errors, NameTheTimeAndTheMemoryThatAnImageMayTake) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("large.jpg", {6000, 4000});
  const std::vector<std::string> slow = {"--width", "5900", "--no-upscale", "--mode", "parallel", "-j", "2"};
  const auto resize_with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), slow.begin(), slow.end());
    return run(workspace.resize(more));
  };
  const Finished late = resize_with({"--timeout", "40ms", "--retries", "1"});
  EXPECT_EQ(late.exit_code, 1);
  EXPECT_THAT(late.out, HasSubstr("in/large.jpg: timed out after 40.0 ms (2 attempts)"));
  const Finished large = resize_with({"--memory-limit", "64M"});
  EXPECT_EQ(large.exit_code, 1);
  EXPECT_THAT(large.out, AllOf(HasSubstr("in/large.jpg: needs "), HasSubstr("than a worker may take (67.1 MB)")));
  EXPECT_GE(workspace.log_lines_with("attempt 2, timed out"), 1U);
  const std::vector<std::string> left = workspace.tree("out");
  EXPECT_EQ(std::ranges::count(left, "large.jpg"), 0) << "a stub is left";
  EXPECT_LE(left.size(), 1U);
}

TEST(Errors, EndTheRunAtTheFirstWhenAskedTo) {
  const Workspace workspace;
  workspace.add_truncated("a.jpg");
  workspace.add_jpeg("b.jpg");
  const Finished finished = run(workspace.resize({"--mode", "sequential", "--halt", "first"}));
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.out, HasSubstr("stopped at the first failure: 1 of 2 images were left"));
  EXPECT_THAT(workspace.tree("out"), testing::IsEmpty());
  EXPECT_EQ(workspace.log_lines_with("b.jpg: "), 1U) << "what was left is told too";
}

TEST(Errors, AreToldOnStandardErrorWhereNoTableIs) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_truncated("b.jpg");
  for (const char* option : {"--quiet", "--json"}) {
    const Finished finished = run(workspace.resize({option}));
    EXPECT_EQ(finished.exit_code, 1) << option;
    EXPECT_THAT(finished.err, StartsWith("resizer: in/b.jpg: ")) << option;
    EXPECT_EQ(std::ranges::count(finished.err, '\n'), 1) << finished.err;
  }
}

TEST(Errors, OfUnusableInputsEndInFailure) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  fs::create_symlink("nowhere", workspace / "in/b.jpg");
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.out, HasSubstr("in/b.jpg: broken symbolic link"));
  EXPECT_EQ(workspace.log_lines_with("in/b.jpg: not usable"), 1U);
}

TEST(Errors, OfAFullDiskAreWorthAnotherTry) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  Command command = workspace.resize();
  command.out_file = "/dev/full";
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit_code, 75);
  EXPECT_THAT(finished.err, HasSubstr("standard output: No space left on device"));
}

}  // namespace
}  // namespace resizer::test
