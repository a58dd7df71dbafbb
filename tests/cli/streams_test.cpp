#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/workspace.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/support/pictures.hpp"

/// Images in pipes.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// The program with `file` as its standard input.
Command with_input(Command command, const fs::path& file) {
  command.before = [file] {
    const int descriptor = ::open(file.c_str(), O_RDONLY);
    if (descriptor < 0 || ::dup2(descriptor, STDIN_FILENO) < 0) std::abort();
  };
  return command;
}

imaging::Image image_in(const std::string& text) {
  const imaging::Bytes bytes(text.begin(), text.end());
  return imaging::testing_support::decode(*imaging::recognize(bytes), bytes);
}

TEST(Streams, MakeWhatAFileBecomes) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg", {320, 240});
  ASSERT_EQ(run(workspace.resize({"--mode", "sequential"})).exit_code, 0);
  const std::string expected = read_file(workspace / "out/a.jpg");
  const std::vector<std::vector<std::string>> commands = {{"--in", "-", "--out", "-", "--width", "80"},
                                                          {"-", "-o", "-", "--width", "80"},
                                                          {"in/a.jpg", "--out", "-", "--width", "80"}};
  for (const std::vector<std::string>& arguments : commands) {
    const Finished finished = run(with_input(workspace.command(arguments), workspace / "in/a.jpg"));
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_EQ(finished.err, "") << arguments[0];
    EXPECT_EQ(finished.out, expected) << arguments[0];
  }
  const Finished webp = run(with_input(
      workspace.command({"--in", "-", "--out", "-", "--width", "80", "--format", "webp"}), workspace / "in/a.jpg"));
  EXPECT_EQ(webp.out.substr(8, 4), "WEBP") << webp.err;
  EXPECT_EQ(image_in(webp.out).size, (imaging::Size{80, 60}));
  EXPECT_THAT(workspace.tree(), testing::ElementsAre("in", "in/a.jpg", "logs", "logs/app.log", "out", "out/a.jpg"));
}

TEST(Streams, TellWhatIsWrongWithTheImageOnStandardError) {
  const Workspace workspace;
  workspace.add_truncated("cut.jpg");
  workspace.folder().write("text.jpg", "not an image");
  workspace.folder().write("empty.jpg", "");
  const std::pair<const char*, const char*> rows[] = {{"in/cut.jpg", "resizer: standard input: "},
                                                      {"text.jpg", "standard input: not in any image format"},
                                                      {"empty.jpg", "standard input: the file is empty"}};
  for (const auto& [name, message] : rows) {
    const Finished finished =
        run(with_input(workspace.command({"--in", "-", "--out", "-", "--width", "80"}), workspace / name));
    EXPECT_EQ(finished.exit_code, 1) << name;
    EXPECT_EQ(finished.out, "") << name;
    EXPECT_THAT(finished.err, HasSubstr(message)) << name;
  }
  const Finished missing = run(workspace.command({"in/none.jpg", "--out", "-", "--width", "80"}));
  EXPECT_EQ(missing.exit_code, 3) << missing.err;
  EXPECT_THAT(missing.err, HasSubstr("in/none.jpg: No such file"));
}

TEST(Streams, AreRefusedWhereTheyMakeNoSense) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const std::pair<std::vector<std::string>, const char*> rows[] = {
      {{"--in", "-", "--out", "out", "--width", "80"}, "write it to --out -"},
      {{"--in", "in/a.jpg", "in/a.jpg", "--out", "-", "--width", "80"}, "name one input"},
      {{"--in", "-", "--out", "-", "--width", "80,40"}, "one size and one format"},
      {{"--in", "-", "--out", "-", "--width", "80", "--format", "jpeg,webp"}, "one size and one format"},
      {{"--in", "-", "--out", "-", "--width", "80", "--json"}, "cannot be combined with --json"},
      {{"--in", "-", "--out", "-", "--width", "80", "--export-csv", "a.csv"}, "cannot be combined with a report"},
      {{"--in", "-", "--out", "-", "--width", "80", "--manifest", "a.json"}, "cannot be combined with a report"},
      {{"--in", "-", "--out", "-", "--width", "80", "--runs", "2"}, "cannot be combined with --runs"},
      {{"--in", "-", "--out", "-", "--width", "80", "--dry-run"}, "cannot be combined with --dry-run"},
      {{"--in", "-", "--out", "-", "--width", "80", "--only-failed", "x.json"},
       "cannot be combined with --only-failed"},
      {{"--in", "-", "--out", "-", "--width", "80", "--overwrite", "changed"},
       "cannot be combined with --overwrite changed"},
      {{"--files-from", "-", "--out", "-", "--width", "80"}, "cannot be combined with --files-from"},
  };
  for (const auto& [arguments, message] : rows) {
    const Finished finished = run(with_input(workspace.command(arguments), workspace / "in/a.jpg"));
    EXPECT_EQ(finished.exit_code, 2) << message;
    EXPECT_EQ(finished.out, "") << message;
    EXPECT_THAT(finished.err, HasSubstr(message));
  }
  EXPECT_FALSE(fs::exists(workspace / "out"));
}

TEST(Streams, AreNotShownOnATerminal) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished finished = run_on_terminal(workspace.command({"in/a.jpg", "--out", "-", "--width", "80"}));
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_THAT(finished.out, HasSubstr("standard output is a terminal"));
}

TEST(Streams, WarnOfWhatIsLost) {
  const Workspace workspace;
  imaging::PixelFormat clear = imaging::testing_support::format_of(imaging::ColorFamily::rgb);
  clear.alpha = imaging::Alpha::straight;
  const imaging::Bytes png =
      imaging::find_codec(model::Format::png)->encode(imaging::testing_support::make_picture(clear, {160, 120}), {});
  workspace.folder().write("clear.png", {reinterpret_cast<const char*>(png.data()), png.size()});
  const std::vector<std::string> arguments{"--in", "-", "--out", "-", "--width", "80", "--format", "jpeg"};
  const Finished finished = run(with_input(workspace.command(arguments), workspace / "clear.png"));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(finished.err, HasSubstr("resizer: standard input: warning: "));
  EXPECT_EQ(image_in(finished.out).size, (imaging::Size{80, 60}));
}

TEST(Streams, LeaveNoTemporaryFiles) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_truncated("cut.jpg");
  const fs::path temp = workspace / "temp";
  for (const char* name : {"in/a.jpg", "in/cut.jpg"}) {
    fs::create_directories(temp);
    Command command = with_input(workspace.command({"--in", "-", "--out", "-", "--width", "80"}), workspace / name);
    command.environment = {"TMPDIR=" + temp.string()};
    run(command);
    EXPECT_THAT(workspace.tree("temp"), IsEmpty()) << name;
  }
}

}  // namespace
}  // namespace resizer::test
