#include "bench/worker_counts.hpp"

#include <gtest/gtest.h>

namespace resizer::bench {
namespace {

using Counts = std::vector<unsigned>;

TEST(WorkerCounts, FollowTheChoiceWithinItsBounds) {
  struct Row {
    const char* what;
    model::Workers chosen;
    WorkerBounds bounds;
    Counts counts;
  };
  const Row rows[] = {
      {"auto", model::AutoWorkers{}, {.cores = 6, .images = 100}, {6}},
      {"auto with few images", model::AutoWorkers{}, {.cores = 6, .images = 4}, {4}},
      {"one count", Counts{3}, {.cores = 2, .images = 100}, {3}},
      {"a list in any order, with repetitions", Counts{8, 1, 2, 2}, {.cores = 4, .images = 100}, {1, 2, 8}},
      {"a list with few images", Counts{1, 2, 4, 8}, {.cores = 4, .images = 3}, {1, 2, 3}},
      {"sweep on one core", model::SweepWorkers{}, {.cores = 1, .images = 100}, {1, 2}},
      {"sweep on two cores", model::SweepWorkers{}, {.cores = 2, .images = 100}, {1, 2, 3}},
      {"sweep on six cores", model::SweepWorkers{}, {.cores = 6, .images = 100}, {1, 2, 3, 4, 6, 7}},
      {"sweep on sixteen cores", model::SweepWorkers{}, {.cores = 16, .images = 100}, {1, 2, 3, 4, 8, 16, 17}},
      {"sweep with few images", model::SweepWorkers{}, {.cores = 16, .images = 5}, {1, 2, 3, 4, 5}},
  };
  for (const Row& row : rows) EXPECT_EQ(worker_counts(row.chosen, row.bounds), row.counts) << row.what;
}

}  // namespace
}  // namespace resizer::bench
