#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/workspace.hpp"
#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/support/pictures.hpp"

/// Outputs that cannot be written.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// A small file system in memory at `folder`, while it lives.
class TinyDisk {
 public:
  TinyDisk(fs::path folder, const char* options, unsigned long flags = 0) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    error_ = mount("resizer_test", folder_.c_str(), "tmpfs", flags, options) == 0 ? 0 : errno;
  }
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;
  ~TinyDisk() {
    if (error_ == 0) umount2(folder_.c_str(), MNT_DETACH);
  }
  /// 0, or why it could not be mounted.
  int error() const { return error_; }

 private:
  fs::path folder_;
  int error_ = 0;
};

/// Expects that every output can be read as a whole image and that nothing else is there.
void expect_complete_outputs(const Workspace& workspace) {
  for (const std::string& name : workspace.tree("out")) {
    EXPECT_THAT(name, Not(HasSubstr(".rsz-")));
    const std::string text = read_file(workspace / "out" / name);
    const imaging::Bytes bytes(text.begin(), text.end());
    const imaging::Codec* codec = imaging::recognize(bytes);
    ASSERT_NE(codec, nullptr) << name << " of " << text.size() << " bytes";
    EXPECT_NO_THROW(imaging::testing_support::decode(*codec, bytes)) << name;
  }
}

std::string contents(const Workspace& workspace) {
  std::string all;
  for (const std::string& name : workspace.tree("in")) all += read_file(workspace / "in" / name);
  return all;
}

class FullDisk : public testing::TestWithParam<const char*> {};

TEST_P(FullDisk, IsToldAndLeavesNoStub) {
  const Workspace workspace;
  workspace.add_many(12, {400, 300});
  const std::string before = contents(workspace);
  const TinyDisk disk(workspace / "out", GetParam());
  if (disk.error() != 0) GTEST_SKIP() << "no mounting here: " << std::strerror(disk.error());
  for (const char* mode : {"sequential", "parallel"}) {
    const Finished finished = run(workspace.resize({"--mode", mode, "--ignore-disk-space"}));
    EXPECT_EQ(finished.exit_code, 75) << finished.out;
    EXPECT_THAT(finished.out, testing::ContainsRegex(
                                  "in/link10[0-9]+.jpg: (the output cannot be "
                                  "(created|written)|cannot make a (file|folder) in .*): No space left on device"));
    EXPECT_LT(workspace.tree("out").size(), 12U);
    expect_complete_outputs(workspace);
  }
  EXPECT_EQ(contents(workspace), before);
}
INSTANTIATE_TEST_SUITE_P(Cli, FullDisk, testing::Values("size=16k", "nr_inodes=5"), [](const auto& parameter) {
  return std::string(parameter.param).substr(0, 4) == "size" ? "of_blocks" : "of_inodes";
});

TEST(SmallDisk, IsRefusedBeforeAnyWork) {
  const Workspace workspace;
  workspace.add_many(12, {400, 300});
  const TinyDisk disk(workspace / "out", "size=16k");
  if (disk.error() != 0) GTEST_SKIP() << "no mounting here: " << std::strerror(disk.error());
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 75);
  EXPECT_EQ(finished.err,
            "resizer: the outputs need about 49.2 kB by estimate, and 16.4 kB are free in out; free some, "
            "or go on with --ignore-disk-space\n");
  EXPECT_FALSE(fs::exists(workspace / "logs"));
  const Finished dry = run(workspace.resize({"-n"}));
  EXPECT_EQ(dry.exit_code, 0);
  EXPECT_THAT(dry.out, HasSubstr("needs about 49.2 kB by estimate; 16.4 kB are free in out\n"));
  EXPECT_EQ(run(workspace.resize({"--overwrite", "changed", "--ignore-disk-space"})).exit_code, 75);
}

TEST(ReadOnlyMount, IsRefusedBeforeAnyWork) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const TinyDisk disk(workspace / "out", "", MS_RDONLY);
  if (disk.error() != 0) GTEST_SKIP() << "no mounting here: " << std::strerror(disk.error());
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_EQ(finished.err, "resizer: output folder out cannot be written to: Read-only file system\n");
  EXPECT_FALSE(fs::exists(workspace / "logs"));
}

TEST(ReadOnlyFolder, IsRefusedBeforeAnyWork) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  fs::create_directory(workspace / "out");
  fs::permissions(workspace / "out", fs::perms(0555));
  Command command = workspace.resize();
  command.before = become_ordinary_user;
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_EQ(finished.err, "resizer: output folder out cannot be written to: Permission denied\n");
  EXPECT_FALSE(fs::exists(workspace / "logs"));
}

void allow_files_of(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(126);
}

TEST(Quota, CostsTheImagesThatExceedIt) {
  const Workspace workspace;
  workspace.add_jpeg("small.jpg", {40, 30});
  workspace.add_jpeg("large.jpg", {1600, 1200});
  const std::string before = contents(workspace);
  for (const char* mode : {"sequential", "parallel"}) {
    Command command =
        workspace.command({"--in", "in", "--out", "out", "--width", "1500", "--no-upscale", "--mode", mode});
    command.before = [] { allow_files_of(20'000); };
    const Finished finished = run(command);
    EXPECT_EQ(finished.exit_code, 75) << finished.out << finished.err;
    EXPECT_THAT(finished.out, HasSubstr("in/large.jpg: the output cannot be written: File too large"));
    EXPECT_THAT(workspace.tree("out"), testing::ElementsAre("small.jpg"));
    expect_complete_outputs(workspace);
  }
  EXPECT_EQ(contents(workspace), before);
}

/// Counted as done like any other, found damaged like any other.
TEST(SmallImages, AreCopiedWhereNothingIsToChange) {
  const Workspace workspace;
  workspace.add_jpeg("small.jpg", {60, 40});
  workspace.add_jpeg("large.jpg", {320, 200});
  workspace.add_truncated("broken.jpg");
  for (const char* mode : {"sequential", "parallel"}) {
    const Finished finished = run(workspace.command(
        {"--in", "in", "--out", "out", "--width", "200", "--no-upscale", "--mode", mode, "--json", "-j", "2"}));
    EXPECT_EQ(finished.exit_code, 1) << finished.err;
    EXPECT_THAT(workspace.tree("out"), testing::ElementsAre("large.jpg", "small.jpg"));
    EXPECT_EQ(read_file(workspace / "out/small.jpg"), read_file(workspace / "in/small.jpg"));
    EXPECT_EQ(workspace.output_size("large.jpg").width_px, 200U);
    EXPECT_THAT(finished.out, HasSubstr("\"done\": 2"));
  }
  ASSERT_EQ(run(workspace.command({"--in", "in/small.jpg", "--out", "out", "--width", "200", "--no-upscale", "-q", "40",
                                   "--mode", "sequential"}))
                .exit_code,
            0);
  EXPECT_LT(read_file(workspace / "out/small.jpg").size(), read_file(workspace / "in/small.jpg").size());
}

TEST(Log, ThatCannotBeWrittenCostsNoImageAndIsTold) {
  const Workspace workspace;
  workspace.add_many(30, {160, 120});
  struct Row {
    std::vector<std::string> arguments;
    int exit_code;
    std::string complaint;
  };
  const std::string begin = "resizer: the log is missing or incomplete: --log-file: .*";
  for (const Row& row : {Row{{}, 0, begin + "logs/app.log.*: File too large\n"},
                         {{"--quiet"}, 0, ""},
                         {{"--log-file", "x.log"}, 75, begin + "x.log.*: File too large\n"},
                         {{"--log-file", "/dev/full"}, 75, begin + "/dev/full.*: No space left on device\n"}}) {
    std::vector<std::string> arguments = {"--mode", "parallel"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    Command limited = workspace.resize(arguments);
    limited.before = [] { allow_files_of(2'000); };
    const Finished finished = run(limited);
    EXPECT_EQ(workspace.tree("out").size(), 30U);
    EXPECT_EQ(finished.exit_code, row.exit_code) << testing::PrintToString(row.arguments);
    EXPECT_THAT(finished.err, testing::MatchesRegex(row.complaint)) << testing::PrintToString(row.arguments);
    fs::remove_all(workspace / "out");
  }
}

TEST(Log, ThatCannotBeOpenedIsAnErrorOnlyWhenAskedFor) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.folder().write("logs", "a file where the folder should be");
  const Finished unasked = run(workspace.resize());
  EXPECT_EQ(unasked.exit_code, 0) << unasked.err;
  EXPECT_THAT(unasked.err, testing::StartsWith("resizer: the log is missing or incomplete: --log-file logs/app.log: "));
  EXPECT_THAT(unasked.out, HasSubstr("1 image"));
  const Finished asked = run(workspace.resize({"--log-file", "logs/app.log"}));
  EXPECT_EQ(asked.exit_code, 2);
  EXPECT_THAT(asked.err, testing::StartsWith("resizer: --log-file logs/app.log: "));
}

struct Disguise {
  const char* name;
  void (*make)(const fs::path& input, const fs::path& output);
};

class InputInDisguise : public testing::TestWithParam<Disguise> {};

TEST_P(InputInDisguise, IsNotWrittenOver) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const std::string before = contents(workspace);
  fs::create_directory(workspace / "out");
  GetParam().make(workspace / "in/a.jpg", workspace / "out/a.jpg");
  const std::vector<std::string> tree = workspace.tree();
  const Finished finished = run(workspace.resize());
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_EQ(finished.err, "resizer: out/a.jpg would overwrite the input in/a.jpg; choose another --out\n");
  EXPECT_EQ(workspace.tree(), tree);
  EXPECT_EQ(contents(workspace), before);
}
INSTANTIATE_TEST_SUITE_P(
    Cli, InputInDisguise,
    testing::Values(
        Disguise{"hard_link", [](const auto& input, const auto& output) { fs::create_hard_link(input, output); }},
        Disguise{"symbolic_link", [](const auto& input, const auto& output) { fs::create_symlink(input, output); }},
        Disguise{"link_to_the_folder",
                 [](const auto& input, const auto& output) {
                   fs::remove(output.parent_path());
                   fs::create_directory_symlink(input.parent_path(), output.parent_path());
                 }}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

TEST(Replacing, KeepsPermissionsAndNewFilesFollowTheUmask) {
  const Workspace workspace;
  const auto mode_of = [&](const fs::path& name) {
    return static_cast<unsigned>(fs::status(workspace / name).permissions());
  };
  const std::vector<std::pair<const char*, unsigned>> modes = {
      {"a.jpg", 0600}, {"b.jpg", 0666}, {"c.jpg", 0444}, {"d.jpg", 0755}};
  for (const auto& [name, mode] : modes) {
    workspace.add_jpeg(name);
    fs::permissions(workspace.folder().write(fs::path("out") / name), fs::perms(mode));
  }
  workspace.add_jpeg("new.jpg");
  fs::permissions(workspace.folder().write("r.json"), fs::perms(0604));
  Command command = workspace.resize({"--export-json", "r.json", "--export-csv", "r.csv"});
  command.before = [] { umask(027); };
  ASSERT_EQ(run(command).exit_code, 0);
  for (const auto& [name, mode] : modes) {
    EXPECT_EQ(mode_of(fs::path("out") / name), mode) << name;
    EXPECT_EQ(workspace.output_size(name), (imaging::Size{80, 60}));
  }
  EXPECT_EQ(mode_of("out/new.jpg"), 0640U);
  EXPECT_EQ(mode_of("r.json"), 0604U);
  EXPECT_EQ(mode_of("r.csv"), 0640U);
}

TEST(OutputFolder, WithinTheInputFolderIsNotScanned) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  workspace.add_jpeg("sub/b.jpg");
  for (int times = 0; times < 2; ++times) {
    const Finished finished = run(workspace.command({"-r", "--in", "in", "--out", "in/small", "--width", "80"}));
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_THAT(finished.out, HasSubstr("2 images"));
  }
  EXPECT_THAT(workspace.tree("in"), testing::ElementsAre("a.jpg", "small", "small/a.jpg", "small/sub",
                                                         "small/sub/b.jpg", "sub", "sub/b.jpg"));
}

}  // namespace
}  // namespace resizer::test
