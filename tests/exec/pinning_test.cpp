#include <gtest/gtest.h>

#include <map>
#include <set>

#include "exec/scripted_batch.hpp"
#include "util/allowance.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::exec {
namespace {

/// Which CPUs the worker of each job could use: the first one, and how many.
struct Allowed {
  unsigned first;
  std::size_t count;
};

class PinningTest : public testing::Test {
 protected:
  PinningTest() : allowed_(kJobs) { batch_.add_many(kJobs, "burn 5"); }

  model::RunResult run(unsigned workers, std::vector<std::vector<unsigned>> cpus) {
    const JobFunction note_cpus = [this](const model::Job& job, auto temp_paths, const util::ReserveMemory& reserve) {
      const std::vector<unsigned> mine = util::allowed_cpus();
      allowed_[static_cast<std::size_t>(&job - batch_.jobs().data())] = {mine.front(), mine.size()};
      return obey(job, temp_paths, reserve);
    };
    const ExecutorOptions options{
        .control = {}, .sandbox = {}, .keep_dates = false, .cpus_of_workers = std::move(cpus)};
    const auto executor =
        workers == 0 ? make_sequential_executor(note_cpus, options) : make_process_pool(note_cpus, workers, options);
    return run_and_check(*executor, batch_);
  }

  static constexpr std::size_t kJobs = 24;
  ScriptedBatch batch_;
  util::SharedArray<Allowed> allowed_;
};

TEST_F(PinningTest, KeepsEachWorkerOnItsCpus) {
  const std::vector<unsigned> cpus = util::allowed_cpus();
  const std::vector<std::vector<unsigned>> one_each{{cpus.back()}, {cpus.front()}};
  for (const unsigned workers : {0U, 1U, 2U, 3U}) {
    const model::RunResult result = run(workers, one_each);
    for (std::size_t job = 0; job < kJobs; ++job) {
      const unsigned worker = result.outcomes[job].worker.value();
      EXPECT_EQ(allowed_[job].count, 1U);
      EXPECT_EQ(allowed_[job].first, one_each[worker % 2].front()) << "worker " << worker << " of " << workers;
    }
  }
  EXPECT_EQ(util::allowed_cpus(), cpus) << "the parent stays as it was";
}

TEST_F(PinningTest, LeavesTheChoiceToTheKernelByDefault) {
  run(2, {});
  for (std::size_t job = 0; job < kJobs; ++job) EXPECT_EQ(allowed_[job].count, util::allowed_cpus().size());
}

TEST_F(PinningTest, SaysWhyAWorkerCannotStart) {
  const JobFunction job = obey;
  const auto executor =
      make_process_pool(job, 2, {.control = {}, .sandbox = {}, .keep_dates = false, .cpus_of_workers = {{100'000}}});
  const model::RunResult result = run_and_check(*executor, batch_);
  EXPECT_NE(model::reason(result.outcomes[0].kind).find("cannot choose its CPUs"), std::string::npos)
      << model::reason(result.outcomes[0].kind);
}

}  // namespace
}  // namespace resizer::exec
