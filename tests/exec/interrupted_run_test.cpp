#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <string>

#include "exec/batch_process.hpp"
#include "exec/scripted_batch.hpp"
#include "util/signals.hpp"

/// Signals to a process that runs a batch.
namespace resizer::exec {
namespace {

constexpr util::ProcessEnd kAllTold = util::ExitedWith{0};

/// The number of workers; 0 means the sequential executor.
class InterruptedRunTest : public testing::TestWithParam<unsigned> {
 protected:
  /// Who started the tests may have ignored signals, which the children of tests inherit.
  void SetUp() override { util::reset_signals(util::kEndingSignals); }
  static std::uint32_t in_hand() { return std::max(1U, GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Modes, InterruptedRunTest, testing::Values(0U, 2U), name_of_executor);

TEST_P(InterruptedRunTest, TheFirstSignalFinishesWhatIsInHand) {
  for (const int signal : util::kEndingSignals) {
    SCOPED_TRACE(sigabbrev_np(signal));
    ScriptedBatch batch;
    batch.add_many(8, "sleep 300");
    BatchProcess process(batch, GetParam(), in_hand());
    process.kill_group(signal);
    EXPECT_EQ(process.wait(), kAllTold);
    EXPECT_EQ(process.told().interrupted_by, signal);
    EXPECT_EQ(process.told().done, in_hand());
    EXPECT_EQ(process.told().interrupted, 8 - in_hand());
    EXPECT_EQ(process.told().other, 0U);
    EXPECT_THAT(batch.strangers(), testing::IsEmpty());
  }
}

TEST_P(InterruptedRunTest, TheSecondSignalKillsAtOnce) {
  ScriptedBatch batch;
  batch.add_many(8, "stall");
  BatchProcess process(batch, GetParam(), in_hand());
  process.kill(SIGINT);
  ::usleep(50'000);
  process.kill(SIGTERM);
  EXPECT_EQ(process.wait(), kAllTold);
  EXPECT_LT(process.told().wall_ms, 1500) << "the grace of two seconds was waited for";
  EXPECT_EQ(process.told().interrupted_by, SIGINT);
  EXPECT_EQ(process.told().interrupted, 8U);
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_P(InterruptedRunTest, TheGraceEnds) {
  ScriptedBatch batch;
  batch.add_many(8, "stall");
  BatchProcess process(batch, GetParam(), in_hand());
  process.kill(SIGTERM);
  EXPECT_EQ(process.wait(), kAllTold);
  EXPECT_GE(process.told().wall_ms, 2000);
  EXPECT_EQ(process.told().interrupted, 8U);
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_P(InterruptedRunTest, ACrashDuringTheGraceIsACrash) {
  ScriptedBatch batch;
  batch.add_many(8, "segfault_after 200");
  BatchProcess process(batch, GetParam(), in_hand());
  process.kill(SIGTERM);
  EXPECT_EQ(process.wait(), kAllTold);
  EXPECT_EQ(process.told().other, in_hand());
  EXPECT_EQ(process.told().interrupted, 8 - in_hand());
}

TEST_P(InterruptedRunTest, AnIgnoredHangupStaysIgnored) {
  const util::SignalDisposition nohup(SIGHUP, SIG_IGN);
  ScriptedBatch batch;
  batch.add_many(4, "sleep 50");
  BatchProcess process(batch, GetParam(), in_hand());
  process.kill(SIGHUP);
  EXPECT_EQ(process.wait(), kAllTold);
  EXPECT_EQ(process.told().done, 4U);
  EXPECT_EQ(process.told().interrupted_by, 0);
}

/// Workers whose parent was killed become children of this process, which can then see how they end.
class Subreaper {
 public:
  Subreaper() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }
  Subreaper(const Subreaper&) = delete;
  Subreaper& operator=(const Subreaper&) = delete;
  ~Subreaper() { ::prctl(PR_SET_CHILD_SUBREAPER, 0); }

  /// How the process ended, which has been a child of this one since a moment ago. Kills it when it lives on.
  static util::ProcessEnd end_of(pid_t pid) {
    int status = 0;
    for (int attempt = 0; attempt < 1000; ++attempt) {
      if (::waitpid(pid, &status, WNOHANG) != 0) return util::decode_wait_status(status);
      ::usleep(1000);
    }
    ADD_FAILURE() << "a worker outlived its parent by a second";
    ::kill(pid, SIGKILL);
    ::waitpid(pid, &status, 0);
    return util::decode_wait_status(status);
  }
};

TEST_P(InterruptedRunTest, WorkersDieWithTheirParentAndTheNextRunCleansUp) {
  const Subreaper subreaper;
  ScriptedBatch batch;
  batch.add_many(8, "stall");
  BatchProcess process(batch, GetParam(), in_hand());
  while (batch.temps().size() < in_hand()) ::usleep(1000);
  process.kill(SIGKILL);
  EXPECT_EQ(process.wait(), util::ProcessEnd{util::KilledBy{SIGKILL}});
  for (std::uint32_t i = 0; i < in_hand(); ++i) {
    EXPECT_EQ(Subreaper::end_of(process.told().workers.at(i)), util::ProcessEnd{util::KilledBy{SIGKILL}});
  }
  EXPECT_EQ(batch.temps().size(), in_hand());

  batch.reorder("ok");
  run_and_check(*make_executor(GetParam(), obey), batch);
}

}  // namespace
}  // namespace resizer::exec
