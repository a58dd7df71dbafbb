#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"

/// Inputs that are not what their names promise, or do not stay so.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// Every regular file below in/ and elsewhere/ with its bytes (the first thousand), every link with its target.
std::map<std::string, std::string> originals(const Workspace& workspace) {
  std::map<std::string, std::string> all;
  for (const char* folder : {"in", "elsewhere"}) {
    for (const std::string& name : workspace.tree(folder)) {
      const fs::path path = workspace / folder / name;
      std::string& content = all[folder + ("/" + name)];
      if (fs::is_symlink(path)) {
        content = fs::read_symlink(path);
      } else if (fs::is_regular_file(path)) {
        std::ifstream file(path, std::ios::binary);
        content.resize(1000);
        content.resize(static_cast<std::size_t>(file.read(content.data(), 1000).gcount()));
      }
    }
  }
  return all;
}

void make_socket(const fs::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.native().copy(address.sun_path, sizeof address.sun_path - 1);
  const int socket_fd = socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(bind(socket_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  close(socket_fd);
}

struct Input {
  const char* name;
  std::function<void(const Workspace&)> prepare;  ///< Makes in/x.jpg.
  const char* reason;                             ///< What is told of it; empty when nothing is.
  int exit_code = 1;
  bool becomes_output = false;
};

class StrangeInput : public testing::TestWithParam<Input> {};

TEST_P(StrangeInput, CostsNoMoreThanItself) {
  const Input& input = GetParam();
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("z.jpg");
  workspace.folder().write("elsewhere/original.jpg", read_file(workspace / "in/a.jpg"));
  input.prepare(workspace);
  fs::permissions(workspace.folder().path(), fs::perms::all);
  const auto before = originals(workspace);
  for (const char* mode : {"compare", "parallel"}) {
    SCOPED_TRACE(mode);
    Command command = workspace.resize({"--mode", mode});
    command.before = become_ordinary_user;
    const Finished finished = run(command);
    EXPECT_EQ(finished.exit_code, input.exit_code) << finished.out << finished.err;
    EXPECT_EQ(finished.err, "");
    if (input.reason[0] != '\0') {
      EXPECT_THAT(finished.out, HasSubstr("in/x.jpg: " + std::string(input.reason)));
    } else {
      EXPECT_THAT(finished.out, Not(HasSubstr("x.jpg")));
    }
    std::vector<std::string> outputs{"a.jpg", "z.jpg"};
    if (input.becomes_output) outputs.insert(outputs.begin() + 1, "x.jpg");
    EXPECT_EQ(workspace.tree("out"), outputs);
    EXPECT_EQ(originals(workspace), before);
  }
}

void lock(const Workspace& workspace) {
  workspace.add_jpeg("x.jpg");
  fs::permissions(workspace / "in/x.jpg", fs::perms::none);
}
void make_sparse(const Workspace& workspace) {
  constexpr std::uintmax_t kTerabyte = std::uintmax_t{1} << 40U;
  fs::resize_file(workspace.folder().write("in/x.jpg", read_file(workspace / "in/a.jpg")), 3 * kTerabyte);
}

INSTANTIATE_TEST_SUITE_P(
    Cli, StrangeInput,
    testing::Values(
        Input{"a_fifo", [](const auto& w) { ASSERT_EQ(mkfifo((w / "in/x.jpg").c_str(), 0666), 0); },
              "not a regular file"},
        Input{"a_socket", [](const auto& w) { make_socket(w / "in/x.jpg"); }, "not a regular file"},
        Input{"a_device", [](const auto& w) { fs::create_symlink("/dev/zero", w / "in/x.jpg"); }, "not a regular file"},
        Input{"a_folder", [](const auto& w) { w.folder().write("in/x.jpg/notes.txt"); }, "", 0},
        Input{"a_dangling_link", [](const auto& w) { fs::create_symlink("nowhere", w / "in/x.jpg"); },
              "broken symbolic link"},
        Input{"a_looping_link", [](const auto& w) { fs::create_symlink("x.jpg", w / "in/x.jpg"); },
              "Too many levels of symbolic links"},
        Input{"an_escaping_link",
              [](const auto& w) { fs::create_symlink("../elsewhere/original.jpg", w / "in/x.jpg"); }, "", 0, true},
        Input{"a_link_to_a_folder", [](const auto& w) { fs::create_directory_symlink("..", w / "in/x.jpg"); }, "", 0},
        Input{"a_sparse_giant", make_sparse,
              "the file has 3298534883328 bytes, more than the 1073741824 that are read"},
        Input{"empty", [](const auto& w) { w.folder().write("in/x.jpg", ""); }, "the file is empty"},
        Input{"without_permission", lock, "cannot be opened: Permission denied"}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

struct Change {
  const char* name;
  std::function<void(const fs::path& file)> change;
  const char* reason;
};

/// Jobs take a while before z.jpg has its turn, which changes meanwhile.
class ChangingInput : public testing::TestWithParam<Change> {};

TEST_P(ChangingInput, FailsAloneAndSaysWhy) {
  const Workspace workspace;
  workspace.add_many(6, {3000, 2000});
  workspace.add_jpeg("z.jpg");
  workspace.folder().write("elsewhere/secret.jpg", read_file(workspace / "in/z.jpg"));
  Running program(workspace.resize({"--mode", "sequential", "--shrink-on-load", "off"}));
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", "link1000.jpg: "));
  GetParam().change(workspace / "in/z.jpg");
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.out, HasSubstr("in/z.jpg: " + std::string(GetParam().reason)));
  EXPECT_EQ(workspace.tree("out").size(), 6U);
  EXPECT_THAT(workspace.tree("out"), testing::Each(testing::StartsWith("link")));
}

void replace_by_fifo(const fs::path& file) {
  fs::remove(file);
  ASSERT_EQ(mkfifo(file.c_str(), 0666), 0);
}
void replace_by_link(const fs::path& file) {
  fs::remove(file);
  fs::create_symlink("../elsewhere/secret.jpg", file);
}

INSTANTIATE_TEST_SUITE_P(
    Cli, ChangingInput,
    testing::Values(Change{"vanishes", [](const fs::path& file) { fs::remove(file); },
                           "cannot be opened: No such file or directory"},
                    Change{"is_cut", [](const fs::path& file) { fs::resize_file(file, 700); }, "truncated JPEG"},
                    Change{"is_emptied", [](const fs::path& file) { fs::resize_file(file, 0); }, "the file is empty"},
                    Change{"becomes_a_fifo", replace_by_fifo, "not a regular file"},
                    Change{"becomes_a_link", replace_by_link, "a symbolic link instead of a file"}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

TEST(AwkwardNames, AreEscapedOnTheTerminalAndInTheLogAndLosslessInJson) {
  struct Row {
    std::string name;
    std::string shown;
    std::string hex;  ///< For what JSON cannot hold as a string.
  };
  const std::vector<Row> rows{
      {"caf\xE9.jpg", "caf\\xE9.jpg", "696e2f636166e92e6a7067"},
      {"two\nlines.jpg", "two\\nlines.jpg", ""},
      {"\"quoted\" 'twice'.jpg", "\"quoted\" 'twice'.jpg", ""},
      {"\x1B]0;title\x07\x1B[2J.jpg", "\\x1B]0;title\\x07\\x1B[2J.jpg", ""},
      {"-rf.jpg", "-rf.jpg", ""},
      {" $(reboot); `x`.jpg", " $(reboot); `x`.jpg", ""},
      {"back\\slash.jpg", "back\\slash.jpg", ""},
      {"\xE2\x80\xAEgpj.exe.jpg", "\\xE2\\x80\\xAEgpj.exe.jpg", ""},
      {"\xC3\xA4\xF0\x9F\x8C\x84.jpg", "\xC3\xA4\xF0\x9F\x8C\x84.jpg", ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.shown);
    const Workspace workspace;
    workspace.add_truncated(row.name);
    const Finished table = run(workspace.resize());
    EXPECT_THAT(table.out, HasSubstr("in/" + row.shown + ": "));
    EXPECT_EQ(workspace.log_lines_with("error   in/" + row.shown + ": "), 2U);
    const Finished told = run(workspace.resize({"--json"}));
    EXPECT_THAT(told.err, testing::StartsWith("resizer: in/" + row.shown + ": "));
    const nlohmann::json path = nlohmann::json::parse(told.out)["images"][0]["path"];
    EXPECT_EQ(row.hex.empty() ? path.get<std::string>() : path["hex"].get<std::string>(),
              row.hex.empty() ? "in/" + row.name : row.hex);

    workspace.add_jpeg(row.name);
    EXPECT_EQ(run(workspace.resize()).exit_code, 0);
    EXPECT_THAT(workspace.tree("out"), testing::ElementsAre(row.name));
  }
}

TEST(Log, SaysEveryDecisionAtDebug) {
  const Workspace workspace;
  workspace.add_many(1, {400, 300});
  std::ofstream(workspace / "in/left.txt") << "no image";
  const Finished finished = run(workspace.resize({"--mode", "parallel", "--log-level", "debug"}));
  ASSERT_EQ(finished.exit_code, 0) << finished.err;
  const std::string log = read_file(workspace / "logs/app.log");
  EXPECT_THAT(log, testing::ContainsRegex("debug +in/left.txt: left out: not an image by its name\n"));
  EXPECT_THAT(log, testing::ContainsRegex("debug +in/link1000.jpg: jpeg 400x300, 8 bits, decoded at [1-8]/8; "
                                          "out/link1000.jpg: jpeg 80x60, 8 bits, from the decoded image\n"));
}

}  // namespace
}  // namespace resizer::test
