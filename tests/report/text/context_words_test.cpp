#include "report/text/context_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "report/sample_facts.hpp"

namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Symbols kAscii{false};

std::string row(const analysis::Facts& facts, const std::string& name) {
  for (const auto& cells : context_table(analysis::make_report(facts), kAscii).rows) {
    if (cells[0] == name) return cells[1];
  }
  return "no such row";
}

TEST(ContextTable, SaysWhatLimitsTheCores) {
  analysis::Facts facts = test::compare_facts();
  facts.context.machine.online_cores = 8;
  EXPECT_EQ(row(facts, "cores"), "2 allowed of 8, by the affinity mask");
  facts.cpus.quota_cores = 1;
  EXPECT_EQ(row(facts, "cores"), "1 allowed of 8, by a CPU quota of 1.00");
  facts.cpus = {.affinity_cores = 8, .quota_cores = std::nullopt};
  EXPECT_EQ(row(facts, "cores"), "8 allowed of 8");
}

TEST(ContextTable, SaysWhatAWorkerMayHold) {
  analysis::Facts facts = test::compare_facts();
  EXPECT_EQ(row(facts, "memory"), "16.0 GB, 12.0 GB of it available; a worker may hold 6.00 GB");
  facts.measurements.series[1].runs[0].memory_limit_bytes = 2'000'000'000;
  EXPECT_THAT(row(facts, "memory"), EndsWith("; a worker may hold 2.00 GB to 6.00 GB"));
}

TEST(ContextTable, SaysUnknownAndNeverZero) {
  analysis::Facts facts = test::compare_facts();
  facts.context.machine = {};
  for (bench::Series& series : facts.measurements.series) series.runs[0].memory_limit_bytes.reset();
  facts.context.input_file_system.reset();
  facts.context.build.libraries.clear();
  EXPECT_EQ(row(facts, "processor"), "unknown");
  EXPECT_EQ(row(facts, "cores"), "2 allowed of an unknown number");
  EXPECT_EQ(row(facts, "frequency"), "unknown now, at most unknown; governor unknown");
  EXPECT_EQ(row(facts, "load before"), "unknown");
  EXPECT_EQ(row(facts, "memory"), "unknown, unknown of it available");
  EXPECT_EQ(row(facts, "system"), "unknown, unknown");
  EXPECT_EQ(row(facts, "file systems"), "unknown -> xfs");
  EXPECT_EQ(row(facts, "libraries"), "unknown");
  EXPECT_THAT(context_line(analysis::make_report(facts), kAscii), HasSubstr("unknown processor"));
}

TEST(ContextWarnings, AreGivenWhereFiguresAreDoubtful) {
  struct Row {
    std::function<void(analysis::Facts&)> change;
    std::string warning;
  };
  const Row rows[] = {
      {[](analysis::Facts& facts) { facts.context.build.optimized = false; }, "without optimization"},
      {[](analysis::Facts& facts) { facts.context.build.sanitizers = "address"; }, "sanitizers (address)"},
      {[](analysis::Facts& facts) { facts.context.machine.load_average = 2.1; }, "load 2.10 on 4 cores"},
      {[](analysis::Facts& facts) { facts.context.machine.governor = "powersave"; }, "governor powersave"},
      {[](analysis::Facts& facts) { facts.context.machine.governor = "powersave, schedutil"; }, "governor powersave"},
  };
  for (const Row& row : rows) {
    analysis::Facts facts = test::rounds_facts({200ms, 201ms, 199ms}, {100ms, 100ms, 100ms});
    row.change(facts);
    EXPECT_THAT(context_warnings(analysis::make_report(facts)), ElementsAre(HasSubstr(row.warning))) << row.warning;
  }
}

TEST(ContextWarnings, AreNotGivenWithoutCause) {
  analysis::Facts facts = test::compare_facts();
  EXPECT_THAT(context_warnings(analysis::make_report(facts)), IsEmpty());
  facts.context.machine.load_average = 2;
  facts.context.machine.governor = "powersave";
  facts.context.machine.frequency_driver = "intel_pstate";
  EXPECT_THAT(context_warnings(analysis::make_report(facts)), IsEmpty());
  facts.context.machine = {};
  EXPECT_THAT(context_warnings(analysis::make_report(facts)), IsEmpty());
}

}  // namespace
}  // namespace resizer::report
