#include "exec/job_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <vector>

#include "util/child_process.hpp"

namespace resizer::exec {
namespace {

using testing::ElementsAre;

std::vector<model::Job> jobs_of_sizes(const std::vector<std::uintmax_t>& sizes) {
  std::vector<model::Job> jobs;
  jobs.reserve(sizes.size());
  for (const std::uintmax_t size : sizes) jobs.push_back({"in", size, {"out"}});
  return jobs;
}

std::vector<std::size_t> drain(JobSource& source) {
  std::vector<std::size_t> order;
  while (const auto job = source.next()) order.push_back(*job);
  return order;
}

TEST(PlainLoop, KeepsTheOrder) {
  PlainLoop loop;
  loop.refill({4, 1, 3});
  EXPECT_THAT(drain(loop), ElementsAre(4, 1, 3));
  loop.refill({2});
  EXPECT_THAT(drain(loop), ElementsAre(2));
}

TEST(SharedQueue, TakesTheLargestFirstAndTiesInOrder) {
  const std::vector<model::Job> jobs = jobs_of_sizes({10, 30, 20, 30, 0, 20});
  SharedQueue queue(jobs);
  queue.refill({0, 1, 2, 3, 4, 5});
  EXPECT_FALSE(queue.exhausted());
  EXPECT_THAT(drain(queue), ElementsAre(1, 3, 2, 5, 0, 4));
  EXPECT_TRUE(queue.exhausted());
  queue.refill({4, 5});
  EXPECT_FALSE(queue.exhausted());
  EXPECT_THAT(drain(queue), ElementsAre(5, 4));
}

TEST(SharedQueue, GivesEachJobToOneProcess) {
  constexpr std::size_t kJobs = 20'000;
  const std::vector<model::Job> jobs = jobs_of_sizes(std::vector<std::uintmax_t>(kJobs, 1));
  SharedQueue queue(jobs);
  std::vector<std::size_t> all(kJobs);
  std::iota(all.begin(), all.end(), 0);
  queue.refill(all);

  const util::SharedArray<std::uint32_t> taken(kJobs);
  const auto take_all = [&] {
    for (const std::size_t job : drain(queue)) std::atomic_ref(taken[job]).fetch_add(1);
    return 0;
  };
  util::ChildProcess first = util::ChildProcess::start(take_all);
  util::ChildProcess second = util::ChildProcess::start(take_all);
  first.wait();
  second.wait();
  EXPECT_THAT(taken.values(), testing::Each(1U));
}

TEST(Sources, AreEmptyAtFirst) {
  const std::vector<model::Job> jobs = jobs_of_sizes({1});
  for (const model::Execution execution : {model::Execution::sequential, model::Execution::parallel}) {
    const std::unique_ptr<JobSource> source = make_job_source(execution, jobs);
    EXPECT_TRUE(source->exhausted());
    EXPECT_EQ(source->next(), std::nullopt);
  }
}

}  // namespace
}  // namespace resizer::exec
