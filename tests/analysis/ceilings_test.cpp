#include <gtest/gtest.h>

#include "report/sample_facts.hpp"

namespace resizer::analysis {
namespace {

using namespace std::chrono_literals;

Facts calibrated_facts() {
  Facts facts = test::rounds_facts({200ms}, {100ms});
  facts.calibration = bench::Calibration{.duration = 300ms,
                                         .alone = {},
                                         .together = {{.cpus = 1, .computing = 1, .streaming = 1.0},
                                                      {.cpus = 2, .computing = 1.9, .streaming = 1.4},
                                                      {.cpus = 4, .computing = 2.5, .streaming = {}}},
                                         .both_threads = {}};
  return facts;
}

TEST(Ceilings, AreWhatAsManyCpusDidTogether) {
  struct Row {
    unsigned workers;
    std::optional<double> quota_cores;
    std::optional<double> computing;
    std::optional<double> streaming;
    bool is_quota;
  };
  const Row rows[] = {
      {1, {}, 1, 1, false},     {2, {}, 1.9, 1.4, false},    {3, {}, {}, {}, false},  // not measured
      {4, {}, 2.5, {}, false},  {9, {}, 2.5, {}, false},                              // no more than all CPUs do
      {2, 1.5, 1.5, 1.4, true}, {2, 1.25, 1.25, 1.25, true}, {4, 3.0, 2.5, {}, false},
  };
  for (const Row& row : rows) {
    Facts facts = calibrated_facts();
    facts.cpus = {.affinity_cores = 4, .quota_cores = row.quota_cores};
    facts.measurements.series[1].workers = row.workers;
    const std::optional<Ceiling> ceiling = make_report(std::move(facts)).modes[1].ceiling;
    const std::string input =
        std::to_string(row.workers) + " workers, quota " + std::to_string(row.quota_cores.value_or(0));
    ASSERT_EQ(ceiling.has_value(), row.computing.has_value()) << input;
    if (!ceiling) continue;
    EXPECT_EQ(ceiling->computing, row.computing) << input;
    EXPECT_EQ(ceiling->streaming, row.streaming) << input;
    EXPECT_EQ(ceiling->is_quota, row.is_quota) << input;
  }
}

TEST(Ceilings, AreWhatASpeedupIsAShareOf) {
  const ReportModel report = make_report(calibrated_facts());
  ASSERT_TRUE(report.modes[1].speedup);
  EXPECT_DOUBLE_EQ(report.modes[1].share_of_ceiling().value_or(0), 2 / 1.9);
  EXPECT_FALSE(report.modes[0].ceiling) << "the sequential mode has no speedup";
}

TEST(Ceilings, AreUnknownWithoutACalibration) {
  EXPECT_FALSE(make_report(test::rounds_facts({200ms}, {100ms})).modes[1].ceiling);
}

}  // namespace
}  // namespace resizer::analysis
