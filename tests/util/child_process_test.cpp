#include "util/child_process.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "util/clock.hpp"
#include "util/error.hpp"
#include "util/fd.hpp"

namespace resizer::util {

namespace {

std::string text(const ProcessEnd& end) {
  if (const auto* exited = std::get_if<ExitedWith>(&end)) return "exit status " + std::to_string(exited->status);
  return std::string("SIG") + sigabbrev_np(std::get<KilledBy>(end).signal);
}

TEST(WaitStatus, IsDecoded) {
  struct Row {
    int status;
    ProcessEnd end;
  };
  const std::vector<Row> rows = {
      {W_EXITCODE(0, 0), ExitedWith{0}},           {W_EXITCODE(1, 0), ExitedWith{1}},
      {W_EXITCODE(255, 0), ExitedWith{255}},       {W_EXITCODE(0, SIGKILL), KilledBy{SIGKILL}},
      {W_EXITCODE(0, SIGSEGV), KilledBy{SIGSEGV}}, {W_EXITCODE(0, SIGSEGV) | WCOREFLAG, KilledBy{SIGSEGV}},
  };
  for (const Row& row : rows) EXPECT_EQ(text(decode_wait_status(row.status)), text(row.end)) << row.status;
}

TEST(ChildProcess, TellsHowItEnded) {
  struct Row {
    const char* what;
    std::function<int()> body;
    ProcessEnd end;
  };
  const std::vector<Row> rows = {
      {"returns 0", [] { return 0; }, ExitedWith{0}},
      {"returns 3", [] { return 3; }, ExitedWith{3}},
      {"_exit", []() -> int { ::_exit(200); }, ExitedWith{200}},
      {"raise", [] { return std::raise(SIGTERM); }, KilledBy{SIGTERM}},
  };
  for (const Row& row : rows) EXPECT_EQ(text(ChildProcess::start(row.body).wait().end), text(row.end)) << row.what;
}

TEST(ChildProcess, AnEscapingExceptionAborts) {
  ChildProcess child = ChildProcess::start([]() -> int {
    ::close(STDERR_FILENO);
    throw Error(ErrorCode::internal, "on purpose");
  });
  EXPECT_EQ(text(child.wait().end), text(KilledBy{SIGABRT}));
}

TEST(ChildProcess, CountsWhatItUsed) {
  ChildProcess child = ChildProcess::start([] {
    std::vector<char> memory(64U << 20U, 'x');
    const auto start = Clock::now();
    while (Clock::now() - start < std::chrono::milliseconds(30)) memory[1] = memory[0];
    return 0;
  });
  const ResourceUsage usage = child.wait().usage;
  EXPECT_GE(usage.peak_resident_bytes, 64U << 20U);
  EXPECT_GT(usage.user + usage.system, std::chrono::milliseconds(1));
}

TEST(ChildProcess, TellsWhetherItHasEnded) {
  Pipe pipe = make_pipe();
  ChildProcess child = ChildProcess::start([&] {
    char byte = 0;
    return static_cast<int>(::read(pipe.read_end.get(), &byte, 1));
  });
  EXPECT_FALSE(child.has_ended());
  ASSERT_EQ(::write(pipe.write_end.get(), "x", 1), 1);
  while (!child.has_ended()) ::usleep(1000);
  EXPECT_TRUE(child.has_ended()) << "asking has reaped it";
  EXPECT_EQ(text(child.wait().end), text(ExitedWith{1}));
}

TEST(ChildProcess, DestructionKillsAndReaps) {
  pid_t pid = -1;
  {
    const ChildProcess child = ChildProcess::start([]() -> int {
      for (;;) ::pause();
    });
    pid = child.pid();
    ASSERT_EQ(::kill(pid, 0), 0);
  }
  EXPECT_EQ(::waitpid(pid, nullptr, 0), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(ChildProcess, KillingAnEndedChildIsNoError) {
  ChildProcess child = ChildProcess::start([] {
    for (;;) ::pause();
    return 0;
  });
  child.kill(SIGKILL);
  EXPECT_EQ(child.wait().end, ProcessEnd{KilledBy{SIGKILL}});
  EXPECT_NO_THROW(child.kill(SIGKILL));
}

TEST(ChildProcess, MovesItsChild) {
  ChildProcess first = ChildProcess::start([] { return 1; });
  ChildProcess second = ChildProcess::start([] { return 2; });
  second = std::move(first);
  EXPECT_EQ(text(second.wait().end), text(ExitedWith{1}));
}

}  // namespace
}  // namespace resizer::util
