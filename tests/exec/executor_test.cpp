#include "exec/executor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "exec/scripted_batch.hpp"
#include "util/error.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::exec {
namespace {

/// Both executors, the pool with several numbers of workers; 0 means the sequential one.
class ExecutorTest : public testing::TestWithParam<unsigned> {
 protected:
  static std::unique_ptr<Executor> make(JobFunction job_function = obey) {
    return make_executor(GetParam(), std::move(job_function));
  }
};
INSTANTIATE_TEST_SUITE_P(Modes, ExecutorTest, testing::Values(0U, 1U, 2U, 3U, 4U), name_of_executor);

std::size_t count_done(const model::RunResult& result) {
  return static_cast<std::size_t>(
      std::ranges::count_if(result.outcomes, [](const model::JobOutcome& outcome) { return outcome.done(); }));
}

TEST_P(ExecutorTest, EveryFaultCostsOneImage) {
  struct Row {
    const char* order;
    const char* kind;
    const char* reason;
    bool worker_lost;
  };
  const std::vector<Row> rows{
      {"ok", "done", "", false},
      {"error broken Huffman code", "failed", "broken Huffman code", false},
      {"runtime_error", "failed", "not ours", false},
      {"int", "failed", "an unknown exception", false},
      {"bad_alloc", "failed", "not enough memory", true},
      {"segfault", "crashed", "crashed: SIGSEGV", true},
      {"abort", "crashed", "crashed: SIGABRT", true},
      {"stack_overflow", "crashed", "crashed: SIGSEGV", true},
      {"sigkill", "crashed", "crashed: SIGKILL", true},
      {"exit 3", "exited", "the worker exited with status 3", true},
      {"exit 0", "exited", "the worker exited with status 0", true},
  };
  ScriptedBatch batch;
  for (const Row& row : rows) {
    batch.add("ok");
    batch.add(row.order, 2);
    batch.add("ok");
  }
  const model::RunResult result = run_and_check(*make(), batch);
  std::size_t lost = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const model::JobOutcome& outcome = result.outcomes[3 * i + 1];
    EXPECT_EQ(model::name_of(outcome.kind), rows[i].kind) << rows[i].order;
    EXPECT_EQ(model::reason(outcome.kind), rows[i].reason) << rows[i].order;
    EXPECT_TRUE(outcome.worker.has_value()) << rows[i].order;
    EXPECT_NE(result.outcomes[3 * i].done(), nullptr) << "before " << rows[i].order;
    EXPECT_NE(result.outcomes[3 * i + 2].done(), nullptr) << "after " << rows[i].order;
    if (rows[i].worker_lost) ++lost;
  }
  EXPECT_LE(result.replaced_workers, lost) << "nobody is replaced when the queue is empty";
  EXPECT_GE(result.replaced_workers + result.workers - 1, lost) << "while it is not, all but the last ones are";
}

TEST_P(ExecutorTest, TheDeadAreReplaced) {
  const std::size_t workers = std::max(1U, GetParam());
  ScriptedBatch batch;
  batch.add_many(workers, "segfault");
  batch.add_many(8 * workers, "sleep 5");
  const model::RunResult result = run_and_check(*make(), batch);
  EXPECT_EQ(result.replaced_workers, workers);
  std::set<unsigned> busy;
  for (const model::JobOutcome& outcome : std::span(result.outcomes).subspan(workers)) {
    EXPECT_NE(outcome.done(), nullptr) << model::reason(outcome.kind);
    busy.insert(outcome.worker.value_or(99));
  }
  EXPECT_EQ(busy.size(), workers) << "a slot stayed empty";
}

TEST_P(ExecutorTest, EveryImageMayCrash) {
  ScriptedBatch batch;
  batch.add_many(12, "segfault");
  const model::RunResult result = run_and_check(*make(), batch);
  for (const model::JobOutcome& outcome : result.outcomes) EXPECT_EQ(model::name_of(outcome.kind), "crashed");
}

TEST_P(ExecutorTest, NoJobsAreDoneAtOnce) {
  const model::RunResult result = run_and_check(*make(), ScriptedBatch());
  EXPECT_TRUE(result.outcomes.empty());
  EXPECT_EQ(result.cpu.total().count(), 0);
}

TEST_P(ExecutorTest, StartsNoMoreWorkersThanThereAreJobs) {
  ScriptedBatch batch;
  batch.add("ok");
  const model::RunResult result = run_and_check(*make(), batch);
  EXPECT_EQ(result.workers, 1U);
  EXPECT_NE(result.outcomes[0].done(), nullptr);
}

TEST_P(ExecutorTest, ReportsTheRun) {
  ScriptedBatch batch;
  batch.add_many(8, "sleep 20");
  const model::RunResult result = run_and_check(*make(), batch);
  EXPECT_EQ(result.execution, GetParam() == 0 ? model::Execution::sequential : model::Execution::parallel);
  EXPECT_EQ(result.workers, std::max(1U, GetParam()));
  EXPECT_EQ(result.replaced_workers, 0U);
  EXPECT_EQ(result.interrupted_by, std::nullopt);
  EXPECT_GT(result.cpu.total().count(), 0);
  EXPECT_GT(result.peak_worker_bytes, 0U);
  for (const model::JobOutcome& outcome : result.outcomes) {
    ASSERT_NE(outcome.done(), nullptr) << model::reason(outcome.kind);
    EXPECT_EQ(outcome.done()->report.input.bytes, std::string("sleep 20").size());
    EXPECT_LT(outcome.worker.value_or(99), result.workers);
    EXPECT_GE(outcome.duration, std::chrono::milliseconds(20));
    EXPECT_LE(outcome.start + outcome.duration, result.wall);
  }
}

TEST_P(ExecutorTest, TellsWorkFromWaiting) {
  using std::chrono::milliseconds;
  ScriptedBatch batch;
  const std::size_t waits = batch.add("sleep 50");
  const std::size_t works = batch.add("burn 30");
  const std::size_t dies = batch.add("segfault_after 20");
  const std::vector<model::JobOutcome> outcomes = run_and_check(*make(), batch).outcomes;
  EXPECT_LE(outcomes[waits].cpu.value() + milliseconds(50), outcomes[waits].duration);
  EXPECT_GE(outcomes[works].cpu.value(), milliseconds(30));
  EXPECT_LE(outcomes[works].cpu.value(), outcomes[works].duration);
  EXPECT_EQ(outcomes[dies].cpu, std::nullopt);
}

/// Keeps the workers waiting once, so that the pipe fills up.
class SlowAtFirst final : public RunObserver {
 public:
  void on_outcome(std::size_t /*job_index*/, const model::JobOutcome& /*outcome*/) override {
    if (told_++ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  void on_tick() override {}
  std::size_t told() const { return told_; }

 private:
  std::size_t told_ = 0;
};

TEST_P(ExecutorTest, GoesThroughMoreJobsThanThePipeHolds) {
  constexpr std::size_t kJobs = 40'000;
  const std::vector<model::Job> jobs(kJobs, model::Job{"in", 1, {}});
  const util::SharedArray<std::uint32_t> done(1);
  const std::unique_ptr<Executor> executor = make([&](const model::Job&, auto, auto&) {
    std::atomic_ref(done[0]).fetch_add(1);
    return model::JobReport{};
  });
  SlowAtFirst observer;
  const model::RunResult result = executor->run(jobs, observer);
  EXPECT_EQ(count_done(result), kJobs);
  EXPECT_EQ(observer.told(), kJobs);
  EXPECT_EQ(done[0], kJobs);
}

TEST_P(ExecutorTest, AnOutputThatCannotBeRenamedFails) {
  ScriptedBatch batch;
  const std::size_t index = batch.add("ok");
  batch.add_many(3, "ok");
  std::filesystem::create_directory(batch.job(index).outputs[0]);
  CountingObserver observer(batch.jobs().size());
  const model::RunResult result = make()->run(batch.jobs(), observer);
  EXPECT_THAT(model::reason(result.outcomes[index].kind), testing::HasSubstr(batch.job(index).outputs[0].string()));
  EXPECT_EQ(count_done(result), 3U);
  EXPECT_THAT(batch.strangers(), testing::IsEmpty());
}

TEST_P(ExecutorTest, AJobThatWroteNothingFails) {
  ScriptedBatch batch;
  batch.add("nothing");
  batch.add("ok");
  const model::RunResult result = run_and_check(*make(), batch);
  EXPECT_EQ(model::name_of(result.outcomes[0].kind), "failed");
  EXPECT_EQ(count_done(result), 1U);
}

TEST_P(ExecutorTest, HaltsAtTheFirstFailure) {
  const std::size_t workers = std::max(1U, GetParam());
  for (const char* fault : {"error broken", "segfault", "exit 1", "bad_alloc"}) {
    SCOPED_TRACE(fault);
    ScriptedBatch batch;
    batch.add("ok, and of all the longest");
    batch.add(fault + std::string(" ") + std::string(9, '1'));
    batch.add_many(10 * workers, "sleep 20");
    const std::unique_ptr<Executor> executor = make_executor(GetParam(), obey, {.halt = model::Halt::first});
    const model::RunResult result = run_and_check(*executor, batch);
    EXPECT_TRUE(result.halted);
    EXPECT_TRUE(result.outcomes[1].failed()) << model::reason(result.outcomes[1].kind);
    const auto interrupted = std::ranges::count_if(
        result.outcomes, [](const auto& outcome) { return model::name_of(outcome.kind) == "interrupted"; });
    EXPECT_GE(interrupted + count_done(result) + 1, batch.jobs().size());
    EXPECT_LE(count_done(result), 2 * workers) << "went on";
  }
}

TEST_P(ExecutorTest, AFailureOfTheLastJobHaltsNothing) {
  ScriptedBatch batch;
  batch.add("error broken");
  const model::RunResult result = run_and_check(*make_executor(GetParam(), obey, {.halt = model::Halt::first}), batch);
  EXPECT_FALSE(result.halted);
}

TEST_P(ExecutorTest, RunsAgainOverItsOwnOutputs) {
  ScriptedBatch batch;
  batch.add_many(6, "ok");
  const std::unique_ptr<Executor> executor = make();
  run_and_check(*executor, batch);
  EXPECT_EQ(count_done(run_and_check(*executor, batch)), 6U);
}

TEST_P(ExecutorTest, StateOfTheJobFunctionIsItsWorkersOwn) {
  const std::vector<model::Job> jobs(20, model::Job{"in", 1, {}});
  const std::unique_ptr<Executor> executor = make([calls = 0U](const model::Job&, auto, auto&) mutable {
    model::JobReport report;
    report.input.bytes = ++calls;
    return report;
  });
  for (const char* run : {"first", "second"}) {
    CountingObserver observer(jobs.size());
    const model::RunResult result = executor->run(jobs, observer);
    std::vector<std::uint64_t> calls;
    for (const model::JobOutcome& outcome : result.outcomes) calls.push_back(outcome.done()->report.input.bytes);
    EXPECT_EQ(std::ranges::min(calls), 1U) << run;
    if (result.workers == 1) {
      EXPECT_EQ(std::ranges::max(calls), jobs.size()) << run;
    }
  }
}

TEST_P(ExecutorTest, TicksWhileJobsLast) {
  ScriptedBatch batch;
  batch.add("sleep 350");
  CountingObserver observer(1);
  const model::RunResult result = make()->run(batch.jobs(), observer);
  EXPECT_GE(observer.ticks(), 1);
  EXPECT_LE(observer.ticks(), result.wall / std::chrono::milliseconds(50))
      << "about ten times a second, twice as often at most";
}

TEST_P(ExecutorTest, WorkersHaveNoTerminal) {
  const std::vector<model::Job> jobs(1, model::Job{"in", 1, {}});
  const std::unique_ptr<Executor> executor = make([](const model::Job&, auto, auto&) {
    model::JobReport report;
    char byte = 0;
    report.input.bytes = static_cast<std::uint64_t>(::read(STDIN_FILENO, &byte, 1));
    report.input.icc = ::write(STDOUT_FILENO, "stray", 5) == 5;
    return report;
  });
  CountingObserver observer(1);
  testing::internal::CaptureStdout();
  const model::RunResult result = executor->run(jobs, observer);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  ASSERT_NE(result.outcomes[0].done(), nullptr);
  EXPECT_EQ(result.outcomes[0].done()->report.input.bytes, 0U);
  EXPECT_TRUE(result.outcomes[0].done()->report.input.icc);
}

TEST(ProcessPool, RefusesZeroWorkers) {
  EXPECT_THROW(make_process_pool(obey, 0), util::Error);
}

TEST(SequentialExecutor, KeepsTheOrderOfTheList) {
  ScriptedBatch batch;
  for (const char* order : {"ok 1", "error x", "ok 22222", "ok 333"}) batch.add(order);
  CountingObserver observer(4);
  make_sequential_executor(obey)->run(batch.jobs(), observer);
  EXPECT_THAT(observer.kinds(), testing::ElementsAre("done", "failed", "done", "done"));
}

}  // namespace
}  // namespace resizer::exec
