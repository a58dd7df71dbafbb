#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

#include "cli/workspace.hpp"

/// Signals to the program, and what they leave on the disk and on the terminal.
namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

/// More work than is ever done.
class Signals : public testing::Test {
 protected:
  void SetUp() override { workspace_.add_many(200, {3000, 2000}); }
  Command command(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"--mode", "parallel", "-j", "2", "--shrink-on-load", "off"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return workspace_.resize(arguments);
  }
  /// Until the first image is done.
  bool wait_for_work() const { return wait_for_text(workspace_ / "logs/app.log", ".jpg: "); }
  /// What lies in out/ besides outputs: folders of temporary files, and what is in them.
  std::vector<std::string> temps() const {
    std::vector<std::string> names = workspace_.tree("out");
    std::erase_if(names, [](const std::string& name) { return !name.starts_with(".rsz-"); });
    return names;
  }
  Workspace workspace_;
};

class EndingSignals : public Signals, public testing::WithParamInterface<int> {};
INSTANTIATE_TEST_SUITE_P(Cli, EndingSignals, testing::Values(SIGINT, SIGTERM, SIGHUP, SIGQUIT),
                         [](const auto& parameter) { return "SIG" + std::string(sigabbrev_np(parameter.param)); });

TEST_P(EndingSignals, LeaveNoTemporaryFileAndTellHowFarItCame) {
  Running program(command());
  ASSERT_TRUE(wait_for_work());
  program.signal(GetParam());
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 128 + GetParam());
  EXPECT_THAT(finished.out, HasSubstr("interrupted by SIG" + std::string(sigabbrev_np(GetParam()))));
  EXPECT_THAT(workspace_.tree("out"), Each(MatchesRegex("link[0-9]+\\.jpg")));
  EXPECT_LT(workspace_.tree("out").size(), 200U);
  EXPECT_EQ(workspace_.log_lines_with("link"), 200U) << "one line for each image, done or not";
}

TEST_P(EndingSignals, EndTheCalibrationButLoseNoReport) {
  const Workspace workspace;
  workspace.add_many(12, {3000, 2000});
  Running program(workspace.resize({"-j", "2", "--shrink-on-load", "off", "--export-json", "report.json"}));
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", "parallel, 2 workers: 12 of 12 images done"));
  std::this_thread::sleep_for(60ms);
  program.signal(GetParam());
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 0) << "all images were done";
  EXPECT_THAT(read_file(workspace / "report.json"), HasSubstr("\"calibration\""));
}

TEST_P(EndingSignals, EndItAtOnceWhenTheyComeTwice) {
  Running program(command());
  ASSERT_TRUE(wait_for_work());
  // At once, or the images in hand could be done and the program past all that the first one ends.
  program.signal(GetParam());
  if (GetParam() == SIGTERM) std::this_thread::sleep_for(10ms);  // Otherwise they are one.
  program.signal(SIGTERM);
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 128 + GetParam());
  EXPECT_THAT(temps(), testing::IsEmpty());
}

TEST_F(Signals, AHangupThatNohupIgnoresStaysIgnored) {
  const Workspace workspace;
  workspace.add_many(20, {1200, 900});
  Command nohup = workspace.resize({"--mode", "parallel"});
  nohup.before = [] { signal(SIGHUP, SIG_IGN); };
  Running program(nohup);
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", ".jpg: "));
  program.signal(SIGHUP);
  EXPECT_EQ(program.wait().exit_code, 0);
  EXPECT_EQ(workspace.tree("out").size(), 20U);
}

TEST_F(Signals, BetweenTheRunsEndTheProgramToo) {
  // The first is sent while the inputs are read before the first run, as far as can be told from outside.
  Running program(workspace_.resize({"-j", "2", "--shrink-on-load", "off"}));
  ASSERT_TRUE(wait_for_text(workspace_ / "logs/app.log", "reading every input once"));
  program.signal(SIGINT);
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 128 + SIGINT);
  EXPECT_THAT(finished.out, HasSubstr("interrupted by SIGINT"));
  EXPECT_THAT(temps(), testing::IsEmpty());
}

std::vector<pid_t> children_of(pid_t parent) {
  const std::string id = std::to_string(parent);
  std::istringstream list(read_file("/proc/" + id + "/task/" + id + "/children"));
  return {std::istream_iterator<pid_t>(list), {}};
}

bool is_gone(pid_t pid) {
  if (kill(pid, 0) != 0) return true;
  return read_file("/proc/" + std::to_string(pid) + "/stat").find(") Z ") != std::string::npos;
}

TEST_F(Signals, WorkersDieWithAKilledParentAndTheNextRunCleansUp) {
  Running program(command());
  ASSERT_TRUE(wait_for_work());
  const pid_t parent = program.pid();
  const std::vector<pid_t> workers = children_of(parent);
  if (workers.empty()) GTEST_SKIP() << "this kernel does not list children in /proc";
  EXPECT_EQ(workers.size(), 2U);
  program.signal(SIGKILL);
  const auto killed = std::chrono::steady_clock::now();
  for (const pid_t worker : workers) {
    while (!is_gone(worker) && std::chrono::steady_clock::now() < killed + 5s) std::this_thread::sleep_for(1ms);
    EXPECT_TRUE(is_gone(worker));
  }
  RecordProperty("workers_gone_after_ms", std::to_string((std::chrono::steady_clock::now() - killed) / 1ms));
  EXPECT_EQ(program.wait().exit_code, 128 + SIGKILL);
  EXPECT_LE(temps().size(), 4U) << "a folder, its lock and a file of each worker";
  EXPECT_GE(temps().size(), 2U);

  fs::remove_all(workspace_ / "in");
  workspace_.add_jpeg("a.jpg");
  EXPECT_EQ(run(workspace_.resize()).exit_code, 0);
  EXPECT_THAT(temps(), testing::IsEmpty());
}

TEST_F(Signals, WhatAKilledRunLeftBesideFinishedImagesIsRemovedToo) {
  workspace_.add_jpeg("small/a.jpg");
  const std::vector<std::string> whole_tree{"--recursive"};
  ASSERT_EQ(run(workspace_.command({"--in", "in/small", "--out", "out/small", "--width", "80", "--log-level", "off"}))
                .exit_code,
            0);
  Running program(command(whole_tree));
  ASSERT_TRUE(wait_for_work());
  program.signal(SIGKILL);
  program.wait();
  ASSERT_THAT(workspace_.tree("out/small"), Contains(StartsWith(".rsz-"))) << "this proved nothing";
  for (const auto& entry : fs::directory_iterator(workspace_ / "in")) {
    if (entry.is_regular_file()) fs::remove(entry.path());
  }
  workspace_.add_jpeg("b.jpg");
  EXPECT_EQ(run(workspace_.resize({"--recursive", "--overwrite", "never"})).exit_code, 0);
  EXPECT_THAT(workspace_.tree("out"), Each(Not(HasSubstr(".rsz-"))));
}

TEST(ClosedPipe, OfAReaderWhoWantsNoMoreIsNoError) {
  const Workspace workspace;
  workspace.add_many(5, {160, 120});
  for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--json"}, {"--help"}}) {
    Command command = workspace.resize(more);
    command.before = [] {
      std::array<int, 2> ends{};
      if (pipe(ends.data()) != 0 || dup2(ends[1], STDOUT_FILENO) < 0) _exit(126);
      close(ends[0]);
      close(ends[1]);
    };
    const Finished finished = run(command);
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    EXPECT_EQ(finished.err, "");
  }
  EXPECT_EQ(workspace.tree("out").size(), 5U);
}

/// Runs the program as a shell with job control does: in a process group of its own in the foreground; when it stops,
/// takes the terminal, says "[stopped]", and half a second later puts it into the foreground again.
void run_as_a_job() {
  signal(SIGTTOU, SIG_IGN);
  const pid_t shell = getpgrp();
  const pid_t program = fork();
  setpgid(program, program);
  if (program == 0) {
    tcsetpgrp(STDIN_FILENO, getpgrp());
    signal(SIGTTOU, SIG_DFL);
    return;
  }
  int status = 0;
  while (waitpid(program, &status, WUNTRACED) == program && WIFSTOPPED(status)) {
    tcsetpgrp(STDIN_FILENO, shell);
    static_cast<void>(write(STDOUT_FILENO, "[stopped]", 9));
    usleep(500'000);
    tcsetpgrp(STDIN_FILENO, program);
    kill(-program, SIGCONT);
  }
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

TEST(Terminal, IsLeftCleanByCtrlZAndTheRunGoesOn) {
  const Workspace workspace;
  workspace.add_many(30, {3000, 2000});
  Command command = workspace.resize({"--mode", "parallel", "--shrink-on-load", "off"});
  command.before = run_as_a_job;
  RunningOnTerminal program(command);
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", ".jpg: "));
  program.type("\x1A");
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(workspace.tree("out").size(), 30U);
  const std::string before_stop = finished.out.substr(0, finished.out.find("[stopped]"));
  EXPECT_THAT(before_stop, AllOf(Not(testing::StrEq(finished.out)), EndsWith("\x1B[2K")));
  EXPECT_THAT(finished.out, HasSubstr("suspended for "));
  EXPECT_EQ(workspace.log_lines_with("suspended for "), 1U);
}

TEST(Terminal, IsLeftCleanByCtrlC) {
  const Workspace workspace;
  workspace.add_many(200, {3000, 2000});
  RunningOnTerminal program(workspace.resize({"--mode", "parallel", "--shrink-on-load", "off"}));
  ASSERT_TRUE(wait_for_text(workspace / "logs/app.log", ".jpg: "));
  program.type("\x03");
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 130);
  const std::size_t wipe = finished.out.rfind("\x1B[2K");
  ASSERT_NE(wipe, std::string::npos);
  const std::string after = finished.out.substr(wipe + 4);
  EXPECT_THAT(after, AllOf(HasSubstr("interrupted by SIGINT"), Not(HasSubstr("░"))));
  const std::size_t last_color = after.rfind("\x1B[");
  ASSERT_NE(last_color, std::string::npos);
  EXPECT_THAT(after.substr(last_color), StartsWith("\x1B[0m"));
}

}  // namespace
}  // namespace resizer::test
