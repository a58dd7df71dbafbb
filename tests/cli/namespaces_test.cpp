#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "cli/workspace.hpp"

/// Runs in process id namespaces of their own, as in containers, that share a folder: each is process 1.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr int kNoNamespaces = 126;

/// Becomes process 1 of a new namespace; who waits for it outside passes its exit status on, and takes it along when it
/// is killed.
void enter_namespace() {
  const int flags = getuid() == 0 ? CLONE_NEWPID : CLONE_NEWPID | CLONE_NEWUSER;
  if (unshare(flags) != 0) _exit(kNoNamespaces);
  const pid_t first = fork();
  if (first < 0) _exit(kNoNamespaces);
  if (first == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return;
  }
  int status = 0;
  waitpid(first, &status, 0);
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

class Namespaces : public testing::Test {
 protected:
  void SetUp() override {
    Command probe = workspace_.command({"--version"});
    probe.before = enter_namespace;
    if (run(probe).exit_code == kNoNamespaces) GTEST_SKIP() << "no process id namespaces here";
    // Each with a size of its own, so that no output is right under another's name.
    for (unsigned i = 0; i < kImages; ++i) workspace_.add_jpeg(std::to_string(i) + ".jpg", {900 + i, 700});
  }
  Command command(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"--in", "in", "--mode", "parallel", "-j", "2", "--log-level", "off"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return workspace_.command(arguments);
  }
  Command in_namespace(const std::vector<std::string>& more) const {
    Command inside = command(more);
    inside.before = enter_namespace;
    return inside;
  }
  std::map<std::string, std::string> files_in(const std::string& name) const {
    std::map<std::string, std::string> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(workspace_ / name)) {
      files[entry.path().filename()] = read_file(entry.path());
    }
    return files;
  }
  void wait_for_outputs(std::size_t count) const {
    for (int tries = 0; workspace_.tree("out").size() < count && tries < 30'000; ++tries) usleep(1000);
  }

  static constexpr unsigned kImages = 24;
  Workspace workspace_;
};

TEST_F(Namespaces, OfRunsSideBySideLoseNothingAndSwapNothing) {
  const std::vector<std::string> sizes{"--width", "800,400", "--format", "png"};
  const auto with = [&](const std::string& out, const std::string& name) {
    std::vector<std::string> arguments{"--out", out, "--name", "{stem}-{width}-" + name + ".{ext}"};
    arguments.insert(arguments.end(), sizes.begin(), sizes.end());
    return arguments;
  };
  ASSERT_EQ(run(command(with("alone", "a"))).exit_code, 0);
  ASSERT_EQ(run(command(with("alone", "b"))).exit_code, 0);
  Running first(in_namespace(with("out", "a")));
  wait_for_outputs(4);
  Running second(in_namespace(with("out", "b")));
  EXPECT_EQ(first.wait().exit_code, 0);
  EXPECT_EQ(second.wait().exit_code, 0);
  EXPECT_EQ(files_in("out"), files_in("alone"));
}

TEST_F(Namespaces, OfRunsThatMakeTheSameOutputsLeaveWholeOnes) {
  const auto with = [&](const std::string& out, const std::string& quality) {
    return std::vector<std::string>{"--out", out, "--width", "700", "--quality", quality};
  };
  ASSERT_EQ(run(command(with("rough", "20"))).exit_code, 0);
  ASSERT_EQ(run(command(with("fine", "95"))).exit_code, 0);
  Running first(in_namespace(with("out", "20")));
  wait_for_outputs(2);
  Running second(in_namespace(with("out", "95")));
  EXPECT_EQ(first.wait().exit_code, 0);
  EXPECT_EQ(second.wait().exit_code, 0);
  const auto [rough, fine, both] = std::tuple(files_in("rough"), files_in("fine"), files_in("out"));
  EXPECT_EQ(both.size(), kImages);
  for (const auto& [name, bytes] : both) EXPECT_TRUE(bytes == rough.at(name) || bytes == fine.at(name)) << name;
}

TEST_F(Namespaces, EachHaveTheirOwnReport) {
  for (int round = 0; round < 3; ++round) {
    const auto with = [&](const std::string& width) {
      return in_namespace({"--out", "out" + width, "--width", width, "--export-json", width + ".json"});
    };
    Running first(with("10"));
    Running second(with("20"));
    EXPECT_EQ(first.wait().exit_code, 0);
    EXPECT_EQ(second.wait().exit_code, 0);
    for (const auto& [own, other] : {std::pair("10", "20"), std::pair("20", "10")}) {
      const std::string report = read_file(workspace_ / (own + std::string(".json")));
      EXPECT_TRUE(json::accept(report)) << "torn";
      EXPECT_THAT(report, HasSubstr("out" + std::string(own) + "/"));
      EXPECT_THAT(report, Not(HasSubstr("out" + std::string(other) + "/")));
    }
    EXPECT_THAT(workspace_.tree(), Not(Contains(HasSubstr(".rsz-"))));
  }
}

TEST_F(Namespaces, OfAKilledContainerAreCleanedUpAfterFromOutside) {
  const std::vector<std::string> work{"--out", "out", "--width", "800", "--format", "avif"};
  Running container(in_namespace(work));
  wait_for_outputs(3);
  container.signal(SIGKILL);
  EXPECT_EQ(container.wait().exit_code, 128 + SIGKILL);
  EXPECT_THAT(workspace_.tree("out"), Contains(StartsWith(".rsz-"))) << "nothing was left: this proved nothing";
  EXPECT_EQ(run(command({"--out", "out", "--width", "80"})).exit_code, 0);
  EXPECT_THAT(workspace_.tree("out"), Not(Contains(StartsWith(".rsz-"))));
}

TEST_F(Namespaces, DoNotMatterToInputsNamedLikeTemporaryFiles) {
  for (const char* name : {".rsz-1-0.tmp", ".rsz-0123456789abcdef", ".rsz-0123456789abcdef-0.tmp"}) {
    fs::copy_file(workspace_ / "in/0.jpg", workspace_ / "in" / name);
  }
  const auto before = files_in("in");
  Running run_in_place(in_namespace({"--out", "in", "--width", "80", "--name", "{stem}-small.{ext}"}));
  EXPECT_EQ(run_in_place.wait().exit_code, 0);
  const auto after = files_in("in");
  for (const auto& [name, bytes] : before) EXPECT_EQ(after.at(name), bytes) << name;
}

}  // namespace
}  // namespace resizer::test
