#include "stats/scaling_fit.hpp"

#include <gtest/gtest.h>

#include <random>

namespace resizer::stats {
namespace {

using Points = std::vector<ScalingPoint>;

/// The curve with these parameters at `counts`, each value off by a random share of about `noise`.
Points curve(double contention, double coherency, const std::vector<unsigned>& counts, double noise, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> share(0, 1);
  Points points;
  for (const unsigned n : counts) {
    const double speedup = n / (1 + contention * (n - 1) + coherency * n * (n - 1));
    points.push_back({n, speedup * (1 + noise * share(random))});
  }
  return points;
}

const std::vector<unsigned> worker_counts = {1, 2, 4, 8, 16, 32};

TEST(ScalingFit, FindsTheParametersOfAnExactCurve) {
  struct Row {
    double contention;
    double coherency;
  };
  for (const auto& [contention, coherency] : {Row{0.2, 0}, Row{0.05, 0.002}, Row{0, 0}, Row{0, 0.01}, Row{1, 0.1}}) {
    const auto usl = fit_usl(curve(contention, coherency, worker_counts, 0, 1));
    ASSERT_TRUE(usl.has_value());
    EXPECT_NEAR(usl->contention, contention, 1e-12);
    EXPECT_NEAR(usl->coherency, coherency, 1e-12);
    EXPECT_NEAR(usl->rms_residual(), 0, 1e-12);
    if (coherency == 0) {
      EXPECT_NEAR(fit_amdahl(curve(contention, 0, worker_counts, 0, 1))->contention, contention, 1e-12);
    }
  }
}

TEST(ScalingFit, FindsTheParametersThroughNoise) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto amdahl = fit_amdahl(curve(0.2, 0, worker_counts, 0.01, seed));
    EXPECT_NEAR(amdahl->contention, 0.2, 0.01) << "seed " << seed;
    EXPECT_NEAR(amdahl->rms_residual(), 0.01, 0.01) << "seed " << seed;
    const auto usl = fit_usl(curve(0.05, 0.002, worker_counts, 0.01, seed));
    EXPECT_NEAR(usl->contention, 0.05, 0.015) << "seed " << seed;
    EXPECT_NEAR(usl->coherency, 0.002, 0.0005) << "seed " << seed;
    EXPECT_NEAR(usl->best_workers().value(), 21.8, 3) << "seed " << seed;
  }
}

// scipy.optimize.least_squares (SciPy 1.10.1), an iterative solver, on the same residuals within the same bounds.
TEST(ScalingFit, AgreesWithAnIndependentSolver) {
  const Points points = {{1, 1.004},  {2, 1.8861}, {3, 2.7248},  {4, 3.3663},
                         {6, 4.6168}, {8, 5.4884}, {12, 6.5557}, {16, 7.2538}};
  const auto usl = fit_usl(points);
  EXPECT_NEAR(usl->contention, 0.05071301, 1e-7);
  EXPECT_NEAR(usl->coherency, 0.00190471, 1e-7);
  EXPECT_NEAR(usl->rms_residual(), 0.008153500738, 1e-9);
  const auto amdahl = fit_amdahl(points);
  EXPECT_NEAR(amdahl->contention, 0.07232194, 1e-7);
  EXPECT_NEAR(amdahl->rms_residual(), 0.033646968864, 1e-9);
  EXPECT_EQ(amdahl->coherency, 0);
}

TEST(ScalingFit, KeepsItsParametersWithinTheirBounds) {
  struct Row {
    const char* what;
    std::vector<double> speedups;
    double contention;
    double coherency;
    double rms;
  };
  // The same solver, at 1, 2, 3, 4, 6 and 8 workers.
  const Row rows[] = {
      {"faster than the workers are many", {1.01, 2.1, 3.05, 4.2, 6.3, 8.1}, 0, 0, -1},
      {"flatter than its beginning promises", {1.0, 1.6, 2.1, 2.45, 3.0, 3.5}, 0.197390688, 0, 0.02814515955735},
      {"steeper than its beginning promises", {1.0, 2.05, 2.95, 3.7, 4.6, 4.7}, 0, 0.0111733970, 0.04020712578806},
  };
  for (const Row& row : rows) {
    const std::vector<unsigned> counts = {1, 2, 3, 4, 6, 8};
    Points points;
    for (std::size_t i = 0; i < counts.size(); ++i) points.push_back({counts[i], row.speedups[i]});
    const auto usl = fit_usl(points);
    EXPECT_NEAR(usl->contention, row.contention, 1e-7) << row.what;
    EXPECT_NEAR(usl->coherency, row.coherency, 1e-7) << row.what;
    if (row.rms >= 0) {
      EXPECT_NEAR(usl->rms_residual(), row.rms, 1e-9) << row.what;
    }
  }
}

TEST(ScalingFit, GivesAResidualForEachPoint) {
  const auto fit = fit_amdahl(Points{{1, 1.1}, {2, 2.0}, {4, 4.0}});
  ASSERT_EQ(fit->residuals.size(), 3U);
  EXPECT_NEAR(fit->residuals[0], 0.1, 1e-12) << "every curve passes through (1, 1)";
  EXPECT_NEAR(fit->residuals[1], 0, 1e-12);
}

TEST(ScalingFit, IsRefusedOnTooFewPoints) {
  struct Row {
    Points points;
    bool amdahl;
    bool usl;
  };
  const Row rows[] = {
      {{}, false, false},
      {{{1, 1}, {2, 1.9}}, false, false},
      {{{1, 1}, {2, 1.9}, {2, 1.8}}, false, false},
      {{{1, 1}, {2, 1.9}, {4, 3.6}}, true, false},
      {{{2, 1.9}, {4, 3.6}, {8, 6.5}}, true, true},
      {{{2, 1.9}, {4, 0}, {8, 6.5}}, false, false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(fit_amdahl(row.points).has_value(), row.amdahl) << count_determining(row.points);
    EXPECT_EQ(fit_usl(row.points).has_value(), row.usl) << count_determining(row.points);
  }
}

TEST(ScalingFit, SaysWhereItsCurveLeads) {
  const ScalingFit usl{.contention = 0.04, .coherency = 0.0006, .most_workers = 64, .residuals = {}};
  EXPECT_DOUBLE_EQ(usl.best_workers().value(), 40);
  EXPECT_GT(usl.speedup_at(40), usl.speedup_at(39));
  EXPECT_GT(usl.speedup_at(40), usl.speedup_at(41));
  const ScalingFit amdahl{.contention = 0.04, .coherency = 0, .most_workers = 64, .residuals = {}};
  EXPECT_EQ(amdahl.best_workers(), std::nullopt);
  EXPECT_DOUBLE_EQ(amdahl.limit().value(), 25);
  EXPECT_NEAR(amdahl.speedup_at(1e9), 25, 1e-6);
  EXPECT_EQ(ScalingFit{}.limit(), std::nullopt);
  EXPECT_DOUBLE_EQ(ScalingFit{}.speedup_at(7), 7);
}

TEST(ScalingFit, WithholdsAPeakThatNobodyMeasured) {
  using Peak = ScalingFit::Peak;
  struct Row {
    double contention;
    double coherency;
    unsigned most_workers;
    Peak peak;
  };
  // The first three peak at 40 workers, the fourth at half a worker.
  const Row rows[] = {{0.04, 0.0006, 41, Peak::measured},
                      {0.04, 0.0006, 40, Peak::measured},
                      {0.04, 0.0006, 39, Peak::withheld},
                      {0.75, 1, 8, Peak::withheld},
                      {0.04, 0, 39, Peak::none}};
  for (const Row& row : rows) {
    const ScalingFit fit{
        .contention = row.contention, .coherency = row.coherency, .most_workers = row.most_workers, .residuals = {}};
    EXPECT_EQ(fit.peak(), row.peak) << row.coherency << ", up to " << row.most_workers;
    EXPECT_EQ(fit.best_workers().has_value(), row.peak == Peak::measured) << row.coherency;
  }
}

TEST(ScalingFit, InventsNoPeakFromNoise) {
  int inventions = 0;
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    // By Amdahl's law, without any peak.
    const auto usl = fit_usl(curve(0.1, 0, {1, 2, 4, 6, 8}, 0.02, seed));
    EXPECT_FALSE(usl->best_workers().has_value()) << "seed " << seed;
    inventions += usl->coherency > 0 ? 1 : 0;
  }
  EXPECT_GT(inventions, 300) << "the noise is too small to tempt anyone";
}

}  // namespace
}  // namespace resizer::stats
