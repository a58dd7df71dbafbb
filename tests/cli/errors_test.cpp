#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
void two_formats(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("a.png");
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
void no_report(const Workspace& workspace) {
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("old.json", "{\"schema_version\":1}");
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
        Refusal{"nothing at all", one_image, {}, 2, {"--in", "missing"}},
        Refusal{"unknown option", one_image, {"--frob"}, 2, {"--frob", "--help"}},
        Refusal{"bad value", one_image, {"--in", "in", "--out", "out", "--width", "0"}, 2, {"--width 0", "1 to"}},
        Refusal{"no size", one_image, {"--in", "in", "--out", "out"}, 2, {"--width", "--height"}},
        Refusal{"missing folder", one_image, {"--in", "nope", "--out", "out", "--width", "8"}, 2, {"--in nope"}},
        Refusal{"one missing file of two",
                one_image,
                {"--in", "in/a.jpg", "in/b.jpg", "--out", "out", "--width", "8"},
                2,
                {"--in in/b.jpg"}},
        Refusal{"output is a file", file_in_the_way, with_size({}), 2, {"out"}},
        Refusal{"output cannot be made",
                one_image,
                {"--in", "in", "--out", "/proc/nothing", "--width", "8", "--log-level", "off"},
                2,
                {"/proc/nothing"}},
        Refusal{"output is the input", one_image, {"--in", "in", "--out", "in", "--width", "8"}, 2, {"in/a.jpg"}},
        Refusal{"two inputs, one output",
                two_formats,
                with_size({"--format", "webp"}),
                2,
                {"in/a.jpg", "in/a.png", "out/a.webp"}},
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
                {"--compare old.json: it is no report: "}},
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
                {"--compare old.json", "its rounds (1) and --runs 9 are too few"}},
        Refusal{"report in a file",
                one_image,
                with_size({"--export-csv", "in/a.jpg/r.csv"}),
                2,
                {"--export-csv: folder in/a.jpg"}},
        Refusal{"report is an input",
                one_image,
                with_size({"--export-json", "in/a.jpg"}),
                2,
                {"in/a.jpg", "--export-json"}},
        Refusal{"report is an output",
                one_image,
                with_size({"--trace", "out/a.jpg"}),
                2,
                {"--trace out/a.jpg", "in/a.jpg"}},
        Refusal{"two reports in one file",
                one_image,
                with_size({"--export-csv", "r", "--export-json", "./r"}),
                2,
                {"--export-csv", "--export-json"}},
        Refusal{"report is a device",
                one_image,
                with_size({"--export-json", "/dev/stdout"}),
                2,
                {"--export-json /dev/stdout", "not a regular file"}},
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
  EXPECT_THAT(finished.out, HasSubstr("in/b.jpg: the symbolic link leads nowhere"));
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
