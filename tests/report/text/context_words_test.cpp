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

TEST(ContextTable, NamesBothFileSystems) {
  analysis::Facts facts = test::compare_facts();
  facts.context.input_file_system = "ext4";
  facts.context.output_file_system = "tmpfs";
  EXPECT_EQ(row(facts, "file systems"), "ext4 -> tmpfs");
  EXPECT_THAT(context_line(analysis::make_report(facts), kAscii), HasSubstr(", ext4 -> tmpfs, "));
  facts.context.output_file_system = "ext4";
  EXPECT_THAT(context_line(analysis::make_report(facts), kAscii), HasSubstr("Linux 6.1.0, ext4, load"));
  facts.context.input_file_system.reset();
  EXPECT_THAT(context_line(analysis::make_report(facts), kAscii), HasSubstr(", unknown -> ext4, "));
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
  EXPECT_EQ(row(facts, "processor"), "unknown processor");
  EXPECT_EQ(row(facts, "cores"), "2 of an unknown number of cores");
  EXPECT_EQ(row(facts, "frequency"), "unknown");
  EXPECT_EQ(row(facts, "limits"), "no such row");
  EXPECT_EQ(row(facts, "load before"), "unknown");
  EXPECT_EQ(row(facts, "memory"), "unknown, unknown of it available");
  EXPECT_EQ(row(facts, "system"), "unknown, unknown");
  EXPECT_EQ(row(facts, "file systems"), "unknown -> xfs");
  EXPECT_EQ(row(facts, "libraries"), "unknown");
  EXPECT_THAT(context_line(analysis::make_report(facts), kAscii), HasSubstr("unknown kernel, "));
}

TEST(ContextWarnings, AreGivenWhereFiguresAreDoubtful) {
  struct Row {
    std::function<void(analysis::Facts&)> change;
    std::string warning;
  };
  const Row rows[] = {
      {[](analysis::Facts& facts) { facts.context.build.optimized = false; }, "without optimization"},
      {[](analysis::Facts& facts) { facts.context.build.sanitizers = "address"; }, "sanitizers (address)"},
      {[](analysis::Facts& facts) { facts.context.machine.governor = "powersave"; }, "governor powersave"},
      {[](analysis::Facts& facts) { facts.context.machine.governor = "powersave, schedutil"; }, "governor powersave"},
      {[](analysis::Facts& facts) {
         facts.options.run.runs = 3U;
         const auto disturbed = [](std::chrono::milliseconds others, std::chrono::milliseconds stolen) {
           return bench::RunConditions{.cached_inputs = {}, .cpu_use = machine::CpuUse{1s, others, stolen, 20ms}};
         };
         facts.measurements.series[0].conditions = {{}, disturbed(410ms, 0ms), disturbed(0ms, 30ms)};
         facts.measurements.series[1].conditions = {{}, {}, disturbed(410ms, 0ms)};
       },
       "other programs took 41.0 % of the cores in rounds 2 and 3"},
      {[](analysis::Facts& facts) {
         facts.measurements.series[0].conditions = {
             {.cached_inputs = {}, .cpu_use = machine::CpuUse{1s, 0ms, 50ms, 20ms}}};
       },
       "the hypervisor took 5.0 % of the cores"},
      {[](analysis::Facts& facts) {
         facts.measurements.series[1].conditions = {{.cached_inputs = bench::CachedInputs{1000, 400}, .cpu_use = {}}};
       },
       "not cold: 40.0 % of the inputs stayed in the file cache"},
      {[](analysis::Facts& facts) {
         facts.options.run.runs = 2U;
         bench::RunConditions hot;
         hot.events = {{{}, machine::Throttled{3}}};
         facts.measurements.series[1].conditions = {{}, hot};
       },
       "heat lowered the clock in round 2"},
      {[](analysis::Facts& facts) {
         bench::RunConditions unplugged;
         unplugged.events = {{{}, machine::PowerSourceChanged{machine::PowerSource::battery}}};
         facts.measurements.series[0].conditions = {unplugged};
       },
       "the power source changed to battery"},
      {[](analysis::Facts& facts) {
         bench::RunConditions governed;
         governed.events = {{{}, machine::GovernorChanged{"performance", "schedutil"}}};
         facts.measurements.series[0].conditions = {governed};
       },
       "the governor changed from performance to schedutil"},
  };
  for (const Row& row : rows) {
    analysis::Facts facts = test::rounds_facts({200ms, 201ms, 199ms}, {100ms, 100ms, 100ms});
    row.change(facts);
    EXPECT_THAT(context_warnings(analysis::make_report(facts)), ElementsAre(HasSubstr(row.warning))) << row.warning;
  }
}

TEST(Setup, SaysWhatStayedInTheFileCache) {
  analysis::Facts facts = test::compare_facts();
  facts.measurements.file_cache = bench::FileCache::dropped;
  EXPECT_THAT(setup_text(analysis::make_report(facts), kAscii),
              EndsWith("dropped from the file cache before each run"));
  facts.measurements.series[0].conditions[0].cached_inputs = bench::CachedInputs{64'000'000, 64'000'000};
  facts.measurements.series[1].conditions[0].cached_inputs = bench::CachedInputs{64'000'000, 0};
  EXPECT_THAT(setup_text(analysis::make_report(facts), kAscii),
              EndsWith("dropped from the file cache before each run: of 64.0 MB, 100.0 % stayed"));
}

TEST(ContextWarnings, AreNotGivenWithoutCause) {
  analysis::Facts facts = test::compare_facts();
  EXPECT_THAT(context_warnings(analysis::make_report(facts)), IsEmpty());
  facts.context.machine.load_average = 200;
  facts.context.machine.governor = "powersave";
  facts.context.machine.frequency_driver = "intel_pstate";
  EXPECT_THAT(context_warnings(analysis::make_report(facts)), IsEmpty());
  facts.context.machine = {};
  EXPECT_THAT(context_warnings(analysis::make_report(facts)), IsEmpty());
}

}  // namespace
}  // namespace resizer::report
