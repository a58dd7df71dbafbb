#include "report/text/core_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/sample_facts.hpp"
#include "report/text/context_words.hpp"

namespace resizer::report {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(AllowedCores, AreNamedWithWhatLimitsThem) {
  struct Row {
    util::CpuAllowance cpus;
    std::optional<unsigned> online;
    std::string text;
    std::string short_text;
  };
  const Row rows[] = {
      {{8, std::nullopt}, 8, "8 of 8 cores", "8 cores allowed"},
      {{1, std::nullopt}, 1, "1 of 1 core", "1 core allowed"},
      {{2, std::nullopt}, 8, "2 of 8 cores, by the affinity mask", "2 cores allowed"},
      {{2, 1.5}, 2, "1.5 of 2 cores, by a CPU quota", "1.5 cores allowed"},
      {{2, 1}, 8, "1 of 8 cores, by a CPU quota", "1 core allowed"},
      {{64, 12.345}, 64, "12.35 of 64 cores, by a CPU quota", "12.35 cores allowed"},
      {{2, 4}, 2, "2 of 2 cores", "2 cores allowed"},
      {{2, std::nullopt}, std::nullopt, "2 of an unknown number of cores", "2 cores allowed"},
      {{100, std::nullopt}, 100, "100 of 100 cores", "100 cores allowed"},
  };
  for (const Row& row : rows) {
    machine::Description machine;
    machine.online_cores = row.online;
    EXPECT_EQ(allowed_cores_text(row.cpus, machine), row.text);
    EXPECT_EQ(short_cores_text(row.cpus, machine), row.short_text);
  }
}

TEST(AllowedCores, AreThreadsWhereCoresHaveSeveral) {
  machine::Description machine;
  machine.online_cores = 4;
  machine.topology.cores = {{.package = 0, .cpus = {0, 1}}, {.package = 0, .cpus = {2, 3}}};
  EXPECT_EQ(allowed_cores_text({4, std::nullopt}, machine), "4 of 4 threads");
  EXPECT_EQ(short_cores_text({4, std::nullopt}, machine), "4 threads allowed");
  EXPECT_EQ(allowed_cores_text({4, 1.5}, machine), "1.5 of 4 threads, by a CPU quota");
  EXPECT_EQ(short_cores_text({4, 1.5}, machine), "1.5 cores allowed");
}

analysis::Facts facts_of_pools(const std::vector<unsigned>& sizes, util::CpuAllowance cpus) {
  analysis::Facts facts = test::sample_facts(8);
  facts.cpus = cpus;
  facts.context.machine.online_cores = 4;
  facts.options.run.jobs = sizes;
  facts.measurements.series.push_back({.execution = model::Execution::sequential, .workers = 1, .runs = {}});
  for (const unsigned size : sizes) {
    facts.measurements.series.push_back({.execution = model::Execution::parallel, .workers = size, .runs = {}});
  }
  return facts;
}

TEST(WorkersThatShareCores, AreWarnedOf) {
  struct Row {
    std::vector<unsigned> pools;
    util::CpuAllowance cpus;
    std::vector<std::string> warnings;
  };
  const Row rows[] = {
      {{2}, {1, std::nullopt}, {"2 workers share 1 core, by the affinity mask"}},
      {{5}, {4, std::nullopt}, {"5 workers share 4 cores"}},
      {{1, 2, 4, 8}, {2, std::nullopt}, {"4 and 8 workers share 2 cores, by the affinity mask"}},
      {{2}, {4, 1.5}, {"2 workers share 1.5 cores, by a CPU quota"}},
      {{1}, {4, 0.5}, {"1 worker has 0.5 cores, by a CPU quota"}},
      {{2, 4}, {4, std::nullopt}, {}},
  };
  for (const Row& row : rows) {
    const analysis::ReportModel report = analysis::make_report(facts_of_pools(row.pools, row.cpus));
    EXPECT_EQ(sharing_warnings(report), row.warnings);
    for (const std::string& warning : row.warnings) {
      EXPECT_THAT(context_warnings(report), Contains(warning));
    }
  }
}

TEST(WorkersThatShareCores, AreNotWarnedOfInASweep) {
  analysis::Facts facts = facts_of_pools({1, 2, 4, 5}, {4, std::nullopt});
  facts.options.run.jobs = model::SweepWorkers{};
  EXPECT_THAT(sharing_warnings(analysis::make_report(facts)), IsEmpty());
}

TEST(FewerWorkers, ThanRequestedAreExplained) {
  analysis::Facts facts = facts_of_pools({2}, {4, std::nullopt});
  EXPECT_EQ(fewer_workers_text(analysis::make_report(facts)), "");
  facts.options.run.jobs = std::vector<unsigned>{8};
  const analysis::ReportModel reduced = analysis::make_report(facts);
  EXPECT_EQ(fewer_workers_text(reduced), "2 workers: there are no more images");
  EXPECT_THAT(setup_text(reduced, Symbols{false}), HasSubstr(", 2 workers: there are no more images, "));
  facts.options.run.jobs = model::AutoWorkers{};
  EXPECT_EQ(fewer_workers_text(analysis::make_report(facts)), "2 workers: there are no more images")
      << "for four cores";
  facts.measurements.series.pop_back();
  EXPECT_EQ(fewer_workers_text(analysis::make_report(facts)), "") << "without a pool";
}

}  // namespace
}  // namespace resizer::report
