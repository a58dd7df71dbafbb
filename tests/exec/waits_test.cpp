#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>

#include "exec/one_core.hpp"
#include "exec/probed_executor.hpp"
#include "exec/scripted_batch.hpp"
#include "util/fd.hpp"
#include "util/scheduler_counters.hpp"

/// What real workers wait for is called by its name.
namespace resizer::exec {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

class WaitsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!util::SchedulerCounters().read().run_queue) GTEST_SKIP() << "this kernel does not count the run queue";
  }

  /// The waits of all jobs together, each of which adds up.
  model::Waits run(Executor& executor) {
    model::Waits sum;
    for (const model::JobOutcome& outcome : run_and_check(executor, batch).outcomes) {
      EXPECT_NE(outcome.done(), nullptr) << model::reason(outcome.kind);
      if (!outcome.waits || !outcome.cpu) {
        ADD_FAILURE() << "unknown waits";
        continue;
      }
      const auto& [core, memory, disk, pages, stolen] = *outcome.waits;
      EXPECT_EQ(*outcome.cpu + core + memory + disk + pages + stolen, outcome.duration);
      sum.core += core;
      sum.memory += memory;
      sum.disk += disk;
      sum.pages += pages;
      sum.stolen += stolen;
    }
    return sum;
  }

  ScriptedBatch batch;
};

TEST_F(WaitsTest, AWorkerThatSleepsInTheKernelWaitsForTheDisk) {
  batch.add_many(2, "sleep 50");
  EXPECT_GE(run(*make_executor(2, obey)).disk, 2 * 40ms);
}

/// Reads a byte of each page of its input, which no cache holds; the kernel reads no page ahead.
model::JobReport fault_pages_in(const model::Job& job, std::span<const std::filesystem::path> /*temp_paths*/,
                                const util::ReserveMemory& /*reserve*/) {
  const util::Fd file(::open(job.input.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  ::fstat(file.get(), &status);
  ::fsync(file.get());
  ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
  const auto bytes = static_cast<std::size_t>(status.st_size);
  void* const memory = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file.get(), 0);
  ::madvise(memory, bytes, MADV_RANDOM);
  constexpr std::size_t kPageBytes = 4096;
  for (std::size_t at = 0; at < bytes; at += kPageBytes) static_cast<volatile const char*>(memory)[at];
  ::munmap(memory, bytes);
  throw util::Error(util::ErrorCode::internal, "all pages were read");
}

TEST_F(WaitsTest, AWorkerWhosePagesAreReadBackWaitsForThem) {
  batch.add_many(1, std::string(4'000'000, 'x'));
  CountingObserver observer(1);
  const model::RunResult result =
      Supervisor({model::Execution::parallel, 1, fault_pages_in, {}, small_machine(1), {}}, batch.jobs(), observer)
          .run();
  const model::JobOutcome& outcome = result.outcomes.front();
  ASSERT_EQ(model::reason(outcome.kind), "all pages were read");
  ASSERT_TRUE(outcome.waits.has_value());
  if (outcome.waits->pages + outcome.waits->disk < 100us) GTEST_SKIP() << "this file system is in memory";
  EXPECT_GT(outcome.waits->pages, outcome.waits->disk);
}

TEST_F(WaitsTest, WorkersThatShareACoreWaitForIt) {
  const OnOneCore pinned;
  batch.add_many(2, "burn 100");
  const model::Waits waits = run(*make_executor(2, obey));
  EXPECT_GE(waits.core, 50ms) << "each computes 100 ms, on one core";
  EXPECT_LT(waits.disk + waits.memory, waits.core);
}

TEST_F(WaitsTest, AWorkerWaitsForMemoryThatAnotherHolds) {
  constexpr std::uint64_t kMB = 1'000'000;
  const MemoryPlan for_one{.worker_limit_bytes = 600 * kMB, .unreserved_bytes = 10 * kMB, .shared_bytes = 200 * kMB};
  const auto hold = [](const model::Job& job, auto temps, const util::ReserveMemory& reserve) {
    reserve(150 * kMB);
    ::usleep(50'000);
    return obey(job, temps, [](std::uint64_t bytes) { return bytes; });
  };
  batch.add_many(2, "ok");
  CountingObserver observer(2);
  const RunSetup setup{model::Execution::parallel, 2, hold, {}, for_one, {}};
  const model::RunResult result = Supervisor(setup, batch.jobs(), observer).run();
  nanoseconds memory{};
  for (const model::JobOutcome& outcome : result.outcomes) memory += outcome.waits.value_or(model::Waits{}).memory;
  EXPECT_GE(memory, 25ms) << "the second waits while the first sleeps";
}

}  // namespace
}  // namespace resizer::exec
