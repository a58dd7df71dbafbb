#include "util/signals.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <optional>

#include "util/child_process.hpp"

namespace resizer::util {
namespace {

bool is_blocked(int signal) {
  sigset_t mask;
  ::pthread_sigmask(SIG_BLOCK, nullptr, &mask);
  return ::sigismember(&mask, signal) == 1;
}

/// Signals act on whole processes, so each of these tests runs its body in a child, which returns 0 when all is well.
/// Who started the tests may have ignored signals (nohup, a shell's &).
ProcessEnd in_child(const std::function<int()>& body) {
  const auto as_by_default = [&] {
    reset_signals(kEndingSignals);
    return body();
  };
  return ChildProcess::start(as_by_default).wait().end;
}
constexpr ProcessEnd kAllWell = ExitedWith{0};

TEST(SignalGuard, HandsSignalsOverInsteadOfDying) {
  EXPECT_EQ(in_child([] {
              SignalGuard guard({SIGINT}, {SIGTERM});
              if (guard.take()) return 1;
              std::raise(SIGTERM);
              if (guard.take() != SIGTERM) return 2;
              std::raise(SIGINT);
              if (guard.take() != SIGINT) return 3;
              return guard.take() ? 4 : 0;
            }),
            kAllWell);
}

TEST(SignalGuard, RestoresTheMask) {
  EXPECT_EQ(in_child([] {
              {
                const SignalGuard guard({SIGINT});
                if (!is_blocked(SIGINT) || is_blocked(SIGTERM)) return 1;
              }
              return is_blocked(SIGINT) ? 2 : 0;
            }),
            kAllWell);
}

TEST(SignalGuard, NestsWithoutUnblockingTheOuterOne) {
  EXPECT_EQ(in_child([] {
              const SignalGuard outer({SIGINT});
              { const SignalGuard inner({SIGINT}); }
              return is_blocked(SIGINT) ? 0 : 1;
            }),
            kAllWell);
}

TEST(SignalGuard, DeliversAtItsEndWhatNobodyTook) {
  EXPECT_EQ(in_child([] {
              {
                const SignalGuard guard({SIGTERM});
                std::raise(SIGTERM);
              }
              return 1;
            }),
            (ProcessEnd{KilledBy{SIGTERM}}));
}

TEST(SignalGuard, LeavesIgnoredSignalsIgnored) {
  EXPECT_EQ(in_child([] {
              ignore_signals({SIGHUP});
              SignalGuard guard({SIGHUP, SIGINT});
              std::raise(SIGHUP);
              if (guard.take()) return 1;
              std::raise(SIGINT);
              return guard.take() == SIGINT ? 0 : 2;
            }),
            kAllWell);
}

TEST(SignalGuard, TellsWhetherOneWaits) {
  EXPECT_EQ(in_child([] {
              SignalGuard guard({SIGTERM});
              if (guard.is_waiting()) return 1;
              std::raise(SIGTERM);
              if (!guard.is_waiting() || !guard.is_waiting()) return 2;
              return guard.take() == SIGTERM && !guard.is_waiting() ? 0 : 3;
            }),
            kAllWell);
}

TEST(ResetSignals, UndoesWhatWasInherited) {
  EXPECT_EQ(in_child([] {
              ignore_signals({SIGPIPE});
              reset_signals({SIGPIPE});
              std::raise(SIGPIPE);
              return 1;
            }),
            (ProcessEnd{KilledBy{SIGPIPE}}));
}

TEST(SuspendSelf, StopsUntilContinued) {
  ChildProcess child = ChildProcess::start([] {
    ::setpgid(0, 0);  // a group that its parent's session can continue
    const SignalGuard guard({SIGTSTP});
    suspend_self();
    return is_blocked(SIGTSTP) ? 7 : 1;
  });
  siginfo_t info{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child.pid()), &info, WSTOPPED | WEXITED | WNOWAIT), 0);
  EXPECT_EQ(info.si_code, CLD_STOPPED);
  child.kill(SIGCONT);
  EXPECT_EQ(child.wait().end, ProcessEnd{ExitedWith{7}});
}

TEST(IgnoreSignals, DropsSignalsThatWaitBlocked) {
  EXPECT_EQ(in_child([] {
              const SignalGuard guard({SIGINT});
              std::raise(SIGINT);
              ignore_signals({SIGINT});
              unblock_all_signals();
              return is_blocked(SIGINT) ? 1 : 0;
            }),
            kAllWell);
}

TEST(SignalDisposition, LetsAParentWaitWhoInheritedAnIgnoredSigchld) {
  EXPECT_EQ(in_child([] {
              ignore_signals({SIGCHLD});
              {
                const SignalDisposition child_signal(SIGCHLD, SIG_DFL);
                if (in_child([] { return 5; }) != ProcessEnd{ExitedWith{5}}) return 1;
              }
              struct sigaction now {};
              ::sigaction(SIGCHLD, nullptr, &now);
              return now.sa_handler == SIG_IGN ? 0 : 2;
            }),
            kAllWell);
}

}  // namespace
}  // namespace resizer::util
