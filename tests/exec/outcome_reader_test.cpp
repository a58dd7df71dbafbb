#include "exec/outcome_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "util/shared_mapping.hpp"

namespace resizer::exec {
namespace {

const model::Job& job_with_two_outputs() {
  static const model::Job job{"in", 1, {"out0", "out1"}};
  return job;
}

/// A slot in fresh memory, as a worker would have filled it.
class SlotForTest {
 public:
  SlotForTest() {
    slot().report = {};
    std::ranges::fill(outputs(), model::OutputFacts());
    slot().report.input = {model::Format::tiff, 10, 20, 16, 3, 6, true, false, 123};
    slot().report.output_count = 2;
    slot().report.times.decode = std::chrono::milliseconds(5);
  }
  JobSlot& slot() { return memory_[0]; }
  std::span<model::OutputFacts> outputs() { return outputs_.values(); }

  model::OutcomeKind read(SlotPhase phase) { return read_outcome({slot(), outputs()}, phase, job_with_two_outputs()); }

 private:
  util::SharedArray<JobSlot> memory_{1};
  util::SharedArray<model::OutputFacts> outputs_{2};
};

template <class T>
void poke(T& where, unsigned char byte) {
  std::memcpy(&where, &byte, 1);
}

constexpr const char* kDamaged = "the worker's report is damaged";

TEST(ReadOutcome, BelievesAGoodReport) {
  const model::OutcomeKind kind = SlotForTest().read(SlotPhase::committed);
  const auto* done = std::get_if<model::Done>(&kind);
  ASSERT_NE(done, nullptr) << model::reason(kind);
  EXPECT_EQ(done->report.input.format, model::Format::tiff);
  EXPECT_EQ(done->report.input.bytes, 123U);
  EXPECT_EQ(done->report.outputs.size(), 2U);
}

TEST(ReadOutcome, RefusesWhatNoWorkerWouldWrite) {
  struct Row {
    const char* what;
    std::function<void(SlotReport& report, std::span<model::OutputFacts> outputs)> damage;
  };
  using std::chrono::hours;
  using std::chrono::nanoseconds;
  const std::vector<Row> rows{
      {"format of the input", [](auto& report, auto) { poke(report.input.format, 99); }},
      {"format of an output", [](auto&, auto outputs) { poke(outputs[1].image.format, 255); }},
      {"a bool of 2", [](auto& report, auto) { poke(report.input.alpha, 2); }},
      {"a bool of 255", [](auto&, auto outputs) { poke(outputs[0].image.icc, 255); }},
      {"more outputs than the job has", [](auto& report, auto) { report.output_count = 3; }},
      {"fewer outputs than the job has", [](auto& report, auto) { report.output_count = 1; }},
      {"255 outputs", [](auto& report, auto) { report.output_count = 255; }},
      {"nothing decoded", [](auto& report, auto) { report.decoded_eighths = 0; }},
      {"more decoded than there is", [](auto& report, auto) { report.decoded_eighths = 9; }},
      {"a source that no output has", [](auto&, auto outputs) { poke(outputs[1].made_from, 99); }},
      {"a hash longer than any", [](auto& report, auto) { report.placeholder.hash_bytes = 26; }},
      {"a negative time", [](auto& report, auto) { report.times.read = hours(-1); }},
      {"a time that would overflow a sum", [](auto& report, auto) { report.times.write = nanoseconds::max(); }},
  };
  for (const Row& row : rows) {
    SlotForTest memory;
    row.damage(memory.slot().report, memory.outputs());
    EXPECT_EQ(model::reason(memory.read(SlotPhase::committed)), kDamaged) << row.what;
  }
}

TEST(ReadOutcome, TakesTheReasonOfAFailure) {
  SlotForTest memory;
  memory.slot().failure = FailureNote{util::ErrorCode::truncated, {"ends too early"}};
  const model::OutcomeKind kind = memory.read(SlotPhase::failed);
  ASSERT_TRUE(std::holds_alternative<model::Failed>(kind));
  EXPECT_EQ(std::get<model::Failed>(kind).code, util::ErrorCode::truncated);
  EXPECT_EQ(model::reason(kind), "ends too early");
}

TEST(ReadOutcome, RefusesABrokenFailureNote) {
  SlotForTest memory;
  memory.slot().failure = FailureNote{util::ErrorCode::truncated, {}};
  memory.slot().failure.text.fill('x');
  EXPECT_EQ(model::reason(memory.read(SlotPhase::failed)), kDamaged) << "no end";
  memory.slot().failure = FailureNote{util::ErrorCode::truncated, {"text"}};
  poke(memory.slot().failure.code, 200);
  EXPECT_EQ(model::reason(memory.read(SlotPhase::failed)), kDamaged) << "no such code";
}

TEST(ReadTimes, StaysWithinTheRun) {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  struct Row {
    std::int64_t claimed_ns;
    std::int64_t ended_ns;
    bool ended;
    std::int64_t start_ns;
    std::int64_t duration_ns;
  };
  const std::vector<Row> rows{
      {1100, 1300, true, 100, 200}, {1100, 1300, false, 100, 400}, {0, 0, false, 0, 500},      {0, 0, true, 0, 0},
      {kMin, kMax, true, 0, 500},   {kMax, kMin, true, 500, 0},    {1300, 1100, true, 300, 0},
  };
  constexpr util::Clock::time_point kRunStart{std::chrono::nanoseconds(1000)};
  constexpr util::Clock::time_point kNow{std::chrono::nanoseconds(1500)};
  for (const Row& row : rows) {
    SlotForTest memory;
    memory.slot().claimed_ns = row.claimed_ns;
    memory.slot().ended_ns = row.ended_ns;
    const JobTimes times = read_times(memory.slot(), row.ended, kRunStart, kNow);
    EXPECT_EQ(times.start.count(), row.start_ns) << row.claimed_ns << " to " << row.ended_ns;
    EXPECT_EQ(times.duration.count(), row.duration_ns) << row.claimed_ns << " to " << row.ended_ns;
  }
}

TEST(ReadTimes, BelievesNoCpuTimeThatCannotBe) {
  struct Row {
    std::int64_t cpu_ns;
    bool ended;
    std::optional<std::chrono::nanoseconds> expected;
  };
  using std::chrono::nanoseconds;
  const Row rows[] = {{150, true, nanoseconds(150)},
                      {-1, true, nanoseconds(0)},
                      {201, true, nanoseconds(200)},
                      {std::numeric_limits<std::int64_t>::max(), true, nanoseconds(200)},
                      {std::numeric_limits<std::int64_t>::min(), true, nanoseconds(0)},
                      {150, false, std::nullopt}};
  constexpr util::Clock::time_point kRunStart{nanoseconds(1000)};
  constexpr util::Clock::time_point kNow{nanoseconds(1500)};
  for (const Row& row : rows) {
    SlotForTest memory;
    memory.slot().claimed_ns = 1100;
    memory.slot().ended_ns = 1300;
    memory.slot().cpu_ns = row.cpu_ns;
    EXPECT_EQ(read_times(memory.slot(), row.ended, kRunStart, kNow).cpu, row.expected) << row.cpu_ns;
  }
}

TEST(ReadTimes, SplitsTheTimeWithoutCpuInPartsThatAddUp) {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  struct Row {
    const char* what;
    WaitCounts counts;
    model::Waits expected;
  };
  using std::chrono::nanoseconds;
  const Row rows[] = {
      {"other processes", {60, 0, 0, 0}, {.core = nanoseconds(60), .stolen = nanoseconds(40)}},
      {"a disk", {60, 0, 1, 0}, {.core = nanoseconds(60), .disk = nanoseconds(40)}},
      {"pages", {60, 0, 1, 1}, {.core = nanoseconds(60), .pages = nanoseconds(40)}},
      {"a disk, and pages a third of the time",
       {60, 0, 3, 1},
       {.core = nanoseconds(60), .disk = nanoseconds(27), .pages = nanoseconds(13)}},
      {"pages that others had asked for", {60, 0, 0, 1}, {.core = nanoseconds(60), .stolen = nanoseconds(40)}},
      {"more pages than sleeps", {60, 0, 2, UINT32_MAX}, {.core = nanoseconds(60), .pages = nanoseconds(40)}},
      {"memory", {10, 90, 0, 0}, {.core = nanoseconds(10), .memory = nanoseconds(90)}},
      {"more than there was", {60, 90, 3, 0}, {.core = nanoseconds(10), .memory = nanoseconds(90)}},
      {"nonsense", {kMax, kMax, 3, 0}, {.memory = nanoseconds(100)}},
      {"more nonsense", {kMax, kMin, 3, 0}, {.core = nanoseconds(100)}},
  };
  for (const Row& row : rows) {
    SlotForTest memory;
    memory.slot().claimed_ns = 1100;
    memory.slot().ended_ns = 1300;
    memory.slot().cpu_ns = 100;
    memory.slot().waits = row.counts;
    const auto read = [&](bool ended) {
      return read_times(memory.slot(), ended, util::Clock::time_point(nanoseconds(1000)),
                        util::Clock::time_point(nanoseconds(1500)))
          .waits;
    };
    ASSERT_TRUE(read(true).has_value()) << row.what;
    EXPECT_EQ(*read(true), row.expected) << row.what;
    EXPECT_FALSE(read(false).has_value()) << row.what << ", in a worker that died";
    for (const std::int64_t unknown : {kUnknownRunQueue, kMin}) {
      memory.slot().waits.run_queue_ns = unknown;
      EXPECT_FALSE(read(true).has_value()) << row.what << ", not counted";
    }
  }
}

/// What is read of a slot whose job took 200 ns.
JobTimes times_with(const std::function<void(JobSlot&)>& fill, bool ended = true) {
  using std::chrono::nanoseconds;
  SlotForTest memory;
  memory.slot().claimed_ns = 1100;
  memory.slot().ended_ns = 1300;
  fill(memory.slot());
  return read_times(memory.slot(), ended, util::Clock::time_point(nanoseconds(1000)),
                    util::Clock::time_point(nanoseconds(1500)));
}

TEST(ReadTimes, BelievesNoCountThatCannotBe) {
  constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
  struct Row {
    const char* what;
    model::WorkCounts counts;
    bool is_believed;
  };
  const Row rows[] = {
      {"3 GHz", {1500, 600}, true},
      {"10 GHz", {2000, 2000}, true},
      {"more than that", {2001, 2001}, false},
      {"16 instructions a cycle", {1600, 100}, true},
      {"more than that", {1601, 100}, false},
      {"a single one", {1, 1}, true},
      {"nothing", {0, 0}, false},
      {"no instruction", {0, 600}, false},
      {"no cycle", {1500, 0}, false},
      {"nonsense", {kMax, kMax}, false},
      {"more nonsense", {kMax, 600}, false},
  };
  for (const Row& row : rows) {
    const auto fill = [&](JobSlot& slot) { slot.counts = row.counts; };
    EXPECT_EQ(times_with(fill).counts, row.is_believed ? std::optional(row.counts) : std::nullopt) << row.what;
    EXPECT_FALSE(times_with(fill, false).counts.has_value()) << row.what << ", in a worker that died";
  }
}

TEST(ReadTimes, BelievesNoClockThatCannotBe) {
  using Limits = std::numeric_limits<double>;
  struct Row {
    double mhz;
    bool is_believed;
  };
  const Row rows[] = {{100, true},
                      {3200.5, true},
                      {10'000, true},
                      {99.9, false},
                      {10'000.1, false},
                      {0, false},
                      {-3200, false},
                      {Limits::quiet_NaN(), false},
                      {Limits::infinity(), false},
                      {-Limits::infinity(), false},
                      {Limits::denorm_min(), false}};
  for (const Row& row : rows) {
    const auto fill = [&](JobSlot& slot) { slot.clock_mhz = row.mhz; };
    EXPECT_EQ(times_with(fill).clock_mhz, row.is_believed ? std::optional(row.mhz) : std::nullopt) << row.mhz;
    EXPECT_FALSE(times_with(fill, false).clock_mhz.has_value()) << row.mhz << ", in a worker that died";
  }
}

TEST(KindOf, TellsHowTheWorkerEnded) {
  EXPECT_EQ(model::reason(kind_of(util::KilledBy{SIGSEGV})), "crashed: SIGSEGV");
  EXPECT_EQ(model::name_of(kind_of(util::ExitedWith{3})), "exited");
}

}  // namespace
}  // namespace resizer::exec
