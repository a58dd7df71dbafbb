#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <thread>

#include "exec/probed_executor.hpp"
#include "exec/sandbox.hpp"
#include "exec/scripted_batch.hpp"
#include "exec/supervisor.hpp"
#include "util/child_process.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

/// Job functions that try to get out.
namespace resizer::exec {
namespace {

namespace fs = std::filesystem;

/// What the test's process is, as its workers cannot ask.
struct Surroundings {
  pid_t parent = 0;
  fs::path elsewhere;
};

void must_succeed(long result, const char* what) {
  if (result < 0) throw util::system_error(what, errno);
}
void open_for(const fs::path& path, int flags, mode_t mode = 0600) {
  must_succeed(::open(path.c_str(), flags, mode), "open");
}

/// What a call returns does not matter where it should never return.
template <class Result>
void ignore(Result /*result*/) {}

/// `temp` is a path at which the job may write.
using Escape = std::function<void(const model::Job& job, const Surroundings& around, const fs::path& temp)>;
struct Attempt {
  const char* name;
  Escape escape;
  /// How it ends where the layer that stops it is there.
  const char* reason;
  bool stopped_by_landlock;
};

constexpr const char* kForbiddenCall = "crashed: SIGSYS (a forbidden system call)";
constexpr const char* kDenied = "open: Permission denied";

const std::vector<Attempt>& attempts() {
  using Job = const model::Job&;
  using Around = const Surroundings&;
  using Temp = const fs::path&;
  static const std::vector<Attempt> table{
      {"read /etc/passwd", [](Job, Around, Temp) { open_for("/etc/passwd", O_RDONLY); }, kDenied, true},
      {"read own memory", [](Job, Around, Temp) { open_for("/proc/self/mem", O_RDONLY); }, kDenied, true},
      {"read an output", [](Job job, Around, Temp) { open_for(job.outputs[0].parent_path() / "earlier", O_RDONLY); },
       kDenied, true},
      {"list a folder", [](Job job, Around, Temp) { open_for(job.input.parent_path(), O_RDONLY | O_DIRECTORY); },
       kDenied, true},
      {"write outside",
       [](Job, Around around, Temp) { open_for(around.elsewhere / "new", O_WRONLY | O_CREAT | O_EXCL); }, kDenied,
       true},
      {"write beside an input",
       [](Job job, Around, Temp) { open_for(job.input.parent_path() / "new", O_WRONLY | O_CREAT | O_EXCL); }, kDenied,
       true},
      {"remove the input", [](Job job, Around, Temp) { must_succeed(::unlink(job.input.c_str()), "open"); }, kDenied,
       true},
      {"move the input away",
       [](Job job, Around, Temp) { ignore(::rename(job.input.c_str(), (job.outputs[0].string() + "x").c_str())); },
       kForbiddenCall, false},
      {"write beside the outputs",
       [](Job job, Around, Temp) { open_for(job.outputs[0].parent_path() / "config", O_WRONLY | O_CREAT | O_EXCL); },
       kDenied, true},
      {"write into a folder among the outputs",
       [](Job job, Around, Temp) {
         open_for(job.outputs[0].parent_path() / ".git/config", O_WRONLY | O_CREAT | O_EXCL);
       },
       kDenied, true},
      {"remove an output",
       [](Job job, Around, Temp) {
         must_succeed(::unlink((job.outputs[0].parent_path() / "earlier").c_str()), "open");
       },
       kDenied, true},
      {"put something in the place of an output",
       [](Job job, Around, Temp temp) {
         open_for(temp, O_WRONLY | O_CREAT | O_EXCL);
         ignore(::rename(temp.c_str(), (job.outputs[0].parent_path() / "earlier").c_str()));
       },
       kForbiddenCall, false},
      {"make a program", [](Job, Around, Temp temp) { open_for(temp, O_WRONLY | O_CREAT | O_EXCL, 0755); },
       kForbiddenCall, false},
      {"make a program by reading", [](Job, Around, Temp temp) { open_for(temp, O_RDONLY | O_CREAT, 0755); },
       kForbiddenCall, false},
      {"make a file that runs as its owner",
       [](Job, Around, Temp temp) { open_for(temp, O_WRONLY | O_CREAT | O_EXCL, S_ISUID | 0600); }, kForbiddenCall,
       false},
      {"change a date",
       [](Job job, Around, Temp) { ::utimensat(AT_FDCWD, job.input.c_str(), nullptr, AT_SYMLINK_NOFOLLOW); },
       kForbiddenCall, false},
      {"change the date of an open file",
       [](Job job, Around, Temp) { ::futimens(::open(job.input.c_str(), O_RDONLY), nullptr); }, kForbiddenCall, false},
      {"open the input to write", [](Job job, Around, Temp) { open_for(job.input, O_WRONLY); }, kForbiddenCall, false},
      {"empty the input", [](Job job, Around, Temp) { open_for(job.input, O_RDONLY | O_TRUNC); }, kForbiddenCall,
       false},
      {"truncate the input", [](Job job, Around, Temp) { ignore(::truncate(job.input.c_str(), 0)); }, kForbiddenCall,
       false},
      {"link the input",
       [](Job job, Around around, Temp) { ignore(::link(job.input.c_str(), (around.elsewhere / "a").c_str())); },
       kForbiddenCall, false},
      {"open the input to all", [](Job job, Around, Temp) { ::chmod(job.input.c_str(), 0777); }, kForbiddenCall, false},
      {"make a folder", [](Job job, Around, Temp) { ::mkdir((job.outputs[0].string() + "x").c_str(), 0700); },
       kForbiddenCall, false},
      {"connect", [](Job, Around, Temp) { ::socket(AF_INET, SOCK_STREAM, 0); }, kForbiddenCall, false},
      {"talk to a local service", [](Job, Around, Temp) { ::socket(AF_UNIX, SOCK_STREAM, 0); }, kForbiddenCall, false},
      {"execute a program", [](Job, Around, Temp) { ::execl("/bin/true", "true", nullptr); }, kForbiddenCall, false},
      {"fork", [](Job, Around, Temp) { ::fork(); }, kForbiddenCall, false},
      {"start a thread", [](Job, Around, Temp) { std::thread([] {}).join(); }, kForbiddenCall, false},
      {"trace the parent", [](Job, Around around, Temp) { ::ptrace(PTRACE_ATTACH, around.parent, 0, 0); },
       kForbiddenCall, false},
      {"stop the parent", [](Job, Around around, Temp) { ::kill(around.parent, SIGSTOP); }, kForbiddenCall, false},
      {"abort the parent",
       [](Job, Around around, Temp) { ::syscall(SYS_tgkill, around.parent, around.parent, SIGABRT); }, kForbiddenCall,
       false},
      {"map executable memory",
       [](Job, Around, Temp) {
         static_cast<void>(::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
       },
       kForbiddenCall, false},
      {"make memory executable",
       [](Job, Around, Temp) {
         void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
         ::mprotect(page, 4096, PROT_READ | PROT_EXEC);
       },
       kForbiddenCall, false},
      {"share memory",
       [](Job, Around, Temp) {
         static_cast<void>(::mmap(nullptr, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
       },
       kForbiddenCall, false},
      {"become another user", [](Job, Around, Temp) { ignore(::setuid(12345)); }, kForbiddenCall, false},
      {"lift a limit", [](Job, Around, Temp) { ::syscall(SYS_prlimit64, 0, 0, nullptr, nullptr); }, kForbiddenCall,
       false},
      {"use io_uring", [](Job, Around, Temp) { ::syscall(425, 1, nullptr); }, kForbiddenCall, false},
#ifdef __x86_64__
      {"call by the numbers of another ABI", [](Job, Around, Temp) { ::syscall(0x40000000 | SYS_getpid); },
       kForbiddenCall, false},
#endif
  };
  return table;
}

std::string order_of(const model::Job& job) {
  std::vector<std::uint8_t> contents;
  util::read_file(job.input, 1000, contents);
  return {contents.begin(), contents.end()};
}

/// An executor that runs jobs whose input names an attempt; other orders are obeyed.
class ConfinedExecutor final : public Executor {
 public:
  ConfinedExecutor(model::SandboxLayers layers, Surroundings around)
      : setup_{model::Execution::parallel,
               2,
               [around = std::move(around)](const model::Job& job, std::span<const fs::path> temps,
                                            const util::ReserveMemory& reserve) {
                 const std::string order = order_of(job);
                 for (const Attempt& attempt : attempts()) {
                   if (attempt.name != order) continue;
                   attempt.escape(job, around, temps[0]);
                   throw util::Error(util::ErrorCode::internal, "nothing stopped it");
                 }
                 return obey(job, temps, reserve);
               },
               {},
               small_machine(2),
               {},
               layers} {}
  model::RunResult run(std::span<const model::Job> jobs, RunObserver& observer) override {
    return Supervisor(setup_, jobs, observer).run();
  }

 private:
  RunSetup setup_;
};

/// A batch of all attempts, with work before and after each.
class SandboxTest : public testing::Test {
 protected:
  void SetUp() override {
    if (support_.layers == model::SandboxLayers{}) GTEST_SKIP() << "no sandbox here: " << support_.missing;
    for (const Attempt& attempt : attempts()) {
      batch_.add("ok");
      batch_.add(attempt.name);
    }
    batch_.add("ok");
    std::ofstream(batch_.out() / "earlier") << "an output";
    fs::create_directory(batch_.out() / ".git");
    for (const fs::path& folder :
         {batch_.out(), batch_.out() / ".git", batch_.job(0).input.parent_path(), elsewhere_.path()}) {
      fs::permissions(folder, fs::perms::all);
    }
  }

  /// Runs all in the calling process and expects what the table says.
  void run_and_expect() {
    Surroundings around{::getpid(), elsewhere_.path()};
    ConfinedExecutor executor(support_.layers, around);
    CountingObserver observer(batch_.jobs().size());
    const model::RunResult result = executor.run(batch_.jobs(), observer);
    for (std::size_t i = 0; i < attempts().size(); ++i) {
      const Attempt& attempt = attempts()[i];
      const bool has_layer = attempt.stopped_by_landlock ? support_.layers.landlock_abi > 0 : support_.layers.seccomp;
      if (!has_layer) continue;
      EXPECT_EQ(model::reason(result.outcomes[2 * i + 1].kind), attempt.reason) << attempt.name;
      EXPECT_NE(result.outcomes[2 * i].done(), nullptr) << "before: " << attempt.name;
    }
    EXPECT_NE(result.outcomes.back().done(), nullptr);
    EXPECT_THAT(batch_.strangers(), testing::UnorderedElementsAre("earlier", ".git"));
    EXPECT_EQ(test::read_file(batch_.out() / "earlier"), "an output");
    EXPECT_TRUE(fs::is_empty(batch_.out() / ".git"));
    EXPECT_TRUE(fs::is_empty(elsewhere_.path()));
    for (std::size_t i = 0; i < attempts().size(); ++i) {
      EXPECT_EQ(test::read_file(batch_.job(2 * i + 1).input), attempts()[i].name);
    }
  }

  model::SandboxSupport support_ = sandbox_support();
  ScriptedBatch batch_;
  test::TempFolder elsewhere_;
};

TEST_F(SandboxTest, StopsEveryAttemptToGetOut) {
  run_and_expect();
}

TEST_F(SandboxTest, StopsAnOrdinaryUserToo) {
  if (::getuid() != 0) GTEST_SKIP() << "already run so";
  constexpr uid_t kNobody = 65534;
  const util::ProcessEnd end = util::ChildProcess::start([&] {
                                 if (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) return 2;
                                 run_and_expect();
                                 return HasFailure() ? 1 : 0;
                               })
                                   .wait()
                                   .end;
  EXPECT_EQ(end, util::ProcessEnd{util::ExitedWith{0}});
}

/// Without it the table above would prove nothing.
TEST_F(SandboxTest, LetsEverythingThroughWhenItIsOff) {
  Surroundings around{::getpid(), elsewhere_.path()};
  ConfinedExecutor executor({}, around);
  CountingObserver observer(2);
  for (const std::size_t i : {std::size_t{0}, std::size_t{4}}) {
    const auto job = batch_.jobs().subspan(2 * i, 2);
    const model::RunResult result = executor.run(job, observer);
    EXPECT_EQ(model::reason(result.outcomes[1].kind), "nothing stopped it") << attempts()[i].name;
    fs::remove(elsewhere_ / "new");
  }
}

TEST_F(SandboxTest, LeavesTheFaultsOfAJobWhatTheyAre) {
  struct Row {
    const char* order;
    const char* reason;
  };
  const std::vector<Row> rows{{"error broken Huffman code", "broken Huffman code"},
                              {"bad_alloc", "not enough memory"},
                              {"segfault", "crashed: SIGSEGV"},
                              {"abort", "crashed: SIGABRT"},
                              {"stack_overflow", "crashed: SIGSEGV"},
                              {"exit 3", "the worker exited with status 3"}};
  ScriptedBatch batch;
  for (const Row& row : rows) batch.add(row.order);
  ConfinedExecutor executor(support_.layers, {});
  CountingObserver observer(rows.size());
  const model::RunResult result = executor.run(batch.jobs(), observer);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(model::reason(result.outcomes[i].kind), rows[i].reason) << rows[i].order;
  }
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_F(SandboxTest, HoldsInAThousandFoldersAndMore) {
  constexpr int kFolders = 1010;
  ScriptedBatch batch;
  std::vector<model::Job> jobs;
  for (int i = 0; i < kFolders; ++i) {
    const fs::path folder = batch.out() / std::to_string(i);
    fs::create_directories(folder);
    std::ofstream(folder / "in") << (i == 7 ? "read /etc/passwd" : "ok");
    jobs.push_back({folder / "in", 2, {folder / "out"}});
  }
  ConfinedExecutor executor(support_.layers, {});
  CountingObserver observer(jobs.size());
  const model::RunResult result = executor.run(jobs, observer);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (i == 7) continue;
    EXPECT_NE(result.outcomes[i].done(), nullptr) << model::reason(result.outcomes[i].kind);
  }
  const std::string stopped = support_.layers.landlock_abi > 0 ? kDenied : "nothing stopped it";
  EXPECT_EQ(model::reason(result.outcomes[7].kind), stopped);
}

}  // namespace
}  // namespace resizer::exec
