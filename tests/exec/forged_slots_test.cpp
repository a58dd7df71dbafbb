#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <thread>

#include "exec/probed_executor.hpp"
#include "exec/scripted_batch.hpp"
#include "util/clock.hpp"
#include "util/shared_mapping.hpp"

/// Workers that write false data to shared memory.
namespace resizer::exec {
namespace {

namespace fs = std::filesystem;
using std::chrono::nanoseconds;

/// The number of workers; 0 means the sequential executor.
class ForgedSlots : public testing::TestWithParam<unsigned> {
 protected:
  ForgedSlots() { batch_.add_many(12, "ok"); }

  /// Runs the batch; the worker that begins the first job does `what` once, before any other job is begun.
  model::RunResult run_and_forge(const std::function<void(const SharedState& shared)>& what) {
    ProbedExecutor executor(GetParam(), [&](WorkerStep step, std::size_t job, const SharedState& shared) {
      if (job == 0 && step == WorkerStep::claimed) {
        what(shared);
        std::atomic_ref(is_forged_[0]).store(1);
      }
      const bool comes_first = job != 0 && step == WorkerStep::took_index;
      while (comes_first && std::atomic_ref(is_forged_[0]).load() == 0) std::this_thread::yield();
    });
    CountingObserver observer(batch_.jobs().size());
    model::RunResult result = executor.run(batch_.jobs(), observer);
    EXPECT_THAT(observer.told(), testing::Each(1));
    EXPECT_TRUE(result.is_complete()) << "what is forged costs more than the images that it is about";
    EXPECT_THAT(batch_.strangers(), testing::IsEmpty());
    return result;
  }
  /// In a worker: all but its own, in the name of one that there is or of one that there is not.
  void store_all(const SharedState& shared, SlotPhase phase) const {
    for (std::size_t i = 1; i < batch_.jobs().size(); ++i) {
      if (shared.load_state(i).phase != SlotPhase::free) continue;
      shared.job_slot(i).report = {};
      shared.job_slot(i).report.output_count = 1;
      shared.output_facts(i)[0].image.bytes = kOldText.size();
      shared.store_state(i, {phase, i % 2 == 0 ? 0 : kNobody});
    }
  }
  /// In a worker: measurements of a job of a microsecond, in every slot that is not its own job's.
  void store_measurements(const SharedState& shared, const model::WorkCounts& counts, double clock_mhz) const {
    const std::int64_t now_ns = nanoseconds(util::Clock::now().time_since_epoch()).count();
    for (std::size_t i = 1; i < batch_.jobs().size(); ++i) {
      JobSlot& slot = shared.job_slot(i);
      slot.report = {};
      slot.report.output_count = 1;
      slot.claimed_ns = now_ns - 1000;
      slot.ended_ns = now_ns;
      slot.counts = counts;
      slot.clock_mhz = clock_mhz;
      shared.store_state(i, {SlotPhase::committed, 0});
    }
  }
  static std::ptrdiff_t count_failed(const model::RunResult& result) {
    return std::ranges::count_if(result.outcomes, [](const auto& outcome) { return outcome.failed(); });
  }

  static constexpr std::string_view kOldText = "of an earlier run";
  static constexpr std::uint32_t kNobody = 1000;
  ScriptedBatch batch_;
  const util::SharedArray<std::uint32_t> is_forged_{1};
};
INSTANTIATE_TEST_SUITE_P(Modes, ForgedSlots, testing::Values(0U, 1U, 4U), name_of_executor);

TEST_P(ForgedSlots, AStopIsNotBelieved) {
  const model::RunResult result = run_and_forge([](const SharedState& shared) { shared.stop(); });
  for (const model::JobOutcome& outcome : result.outcomes) {
    EXPECT_NE(outcome.done(), nullptr) << model::reason(outcome.kind);
  }
  batch_.expect_files_match(result);
}

TEST_P(ForgedSlots, WhatIsSaidToBeDoneIsNotBelieved) {
  const model::RunResult result =
      run_and_forge([this](const SharedState& shared) { store_all(shared, SlotPhase::committed); });
  EXPECT_GT(count_failed(result), 0) << "nothing was forged";
  batch_.expect_files_match(result);
}

TEST_P(ForgedSlots, AnOutputOfAnEarlierRunIsNotTakenForThisOnes) {
  for (const model::Job& job : batch_.jobs()) std::ofstream(job.outputs[0]) << kOldText;
  const model::RunResult result =
      run_and_forge([this](const SharedState& shared) { store_all(shared, SlotPhase::committed); });
  EXPECT_GT(count_failed(result), 0) << "nothing was forged";
  for (std::size_t i = 0; i < result.outcomes.size(); ++i) {
    const std::string text = test::read_file(batch_.job(i).outputs[0]);
    EXPECT_EQ(text == kOldText, result.outcomes[i].done() == nullptr) << i;
  }
}

TEST_P(ForgedSlots, MeasurementsAreOnlyBelievedIfTheyCanBe) {
  constexpr model::WorkCounts kPlausible{.instructions = 6000, .cycles = 3000};
  constexpr model::WorkCounts kAbsurd{.instructions = 6000, .cycles = std::numeric_limits<std::uint64_t>::max()};
  for (const bool is_plausible : {true, false}) {
    std::atomic_ref(is_forged_[0]).store(0);
    const model::RunResult result = run_and_forge([&](const SharedState& shared) {
      store_measurements(shared, is_plausible ? kPlausible : kAbsurd, is_plausible ? 3000 : 1e300);
    });
    EXPECT_GT(count_failed(result), 0) << "nothing was forged";
    for (const model::JobOutcome& outcome : result.outcomes) {
      if (!outcome.failed()) continue;
      EXPECT_EQ(outcome.counts, is_plausible ? std::optional(kPlausible) : std::nullopt);
      EXPECT_EQ(outcome.clock_mhz, is_plausible ? std::optional(3000.0) : std::nullopt);
    }
  }
}

TEST_P(ForgedSlots, WhatIsSaidToBeInHandIsNotPassedOver) {
  const model::RunResult result =
      run_and_forge([this](const SharedState& shared) { store_all(shared, SlotPhase::claimed); });
  EXPECT_GT(count_failed(result), 0) << "nothing was forged";
  batch_.expect_files_match(result);
}

}  // namespace
}  // namespace resizer::exec
