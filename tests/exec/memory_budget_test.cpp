#include "exec/memory_budget.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace resizer::exec {
namespace {

using std::nullopt;

TEST(MemoryBudget, AdmitsAsLongAsThereIsEnough) {
  MemoryBudget budget(100, 3);
  EXPECT_EQ(budget.admit(), nullopt);
  budget.request(2, 60);
  EXPECT_EQ(budget.admit(), 2U);
  budget.request(0, 41);
  EXPECT_EQ(budget.admit(), nullopt);
  budget.request(1, 1);
  EXPECT_EQ(budget.admit(), nullopt) << "who comes first is served first";
  budget.release(2);
  EXPECT_EQ(budget.admit(), 0U);
  EXPECT_EQ(budget.admit(), 1U);
  EXPECT_EQ(budget.admit(), nullopt);
  EXPECT_EQ(budget.free_bytes(), 58U);
}

TEST(MemoryBudget, LetsALargeOneRunAlone) {
  MemoryBudget budget(100, 2);
  budget.request(0, 1);
  EXPECT_EQ(budget.admit(), 0U);
  budget.request(1, 1'000'000);
  EXPECT_EQ(budget.admit(), nullopt);
  budget.release(0);
  EXPECT_EQ(budget.admit(), 1U);
  EXPECT_EQ(budget.free_bytes(), 0U);
  budget.release(1);
  EXPECT_EQ(budget.free_bytes(), 100U);
}

TEST(MemoryBudget, TakesBackWhatWasHeldBefore) {
  MemoryBudget budget(100, 2);
  for (const std::uint64_t bytes : {70U, 90U, 10U}) {
    budget.request(0, bytes);
    EXPECT_EQ(budget.admit(), 0U) << bytes;
    EXPECT_EQ(budget.free_bytes(), 100 - bytes);
  }
}

TEST(MemoryBudget, ForgetsTheDeadThatWait) {
  MemoryBudget budget(100, 3);
  budget.request(0, 100);
  EXPECT_EQ(budget.admit(), 0U);
  budget.request(1, 100);
  budget.request(2, 5);
  budget.release(1);
  budget.release(0);
  EXPECT_EQ(budget.admit(), 2U);
  budget.release(0);
  EXPECT_EQ(budget.free_bytes(), 95U) << "gave back twice";
}

TEST(MemoryBudget, NeverGivesMoreThanThereIsAndForgetsNobody) {
  constexpr std::uint64_t kBytes = 1000;
  constexpr unsigned kSlots = 16;
  std::mt19937 random(1);
  MemoryBudget budget(kBytes, kSlots);
  std::vector<std::uint64_t> held(kSlots);
  std::vector<std::optional<std::uint64_t>> wanted(kSlots);
  std::size_t admitted = 0;
  for (int step = 0; step < 20'000; ++step) {
    const std::uint32_t slot = random() % kSlots;
    if (wanted[slot]) {
      budget.release(slot);  // died while it waited
      wanted[slot].reset();
    } else if (held[slot] > 0) {
      budget.release(slot);
      held[slot] = 0;
    } else {
      wanted[slot] = 1 + random() % 1500;
      budget.request(slot, *wanted[slot]);
    }
    while (const auto next = budget.admit()) {
      held[*next] = std::min(kBytes, wanted[*next].value());
      wanted[*next].reset();
      ++admitted;
    }
    std::uint64_t sum = 0;
    for (const std::uint64_t bytes : held) sum += bytes;
    ASSERT_EQ(sum + budget.free_bytes(), kBytes) << step;
    const bool somebody_waits = std::ranges::any_of(wanted, [](const auto& bytes) { return bytes.has_value(); });
    ASSERT_TRUE(sum > 0 || !somebody_waits) << "all wait and nobody works, at " << step;
  }
  EXPECT_GT(admitted, 1000U);
}

TEST(MemoryPlan, SharesHalfOfTheMemory) {
  constexpr std::uint64_t kGiB = std::uint64_t{1} << 30U;
  constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U;
  struct Row {
    std::uint64_t available;
    std::optional<std::uint64_t> limit;
    unsigned workers;
    MemoryPlan expected;
  };
  const std::vector<Row> rows{
      {32 * kGiB, nullopt, 1, {16 * kGiB, 192 * kMiB, 16 * kGiB - 192 * kMiB}},
      {32 * kGiB, nullopt, 4, {4 * kGiB, 192 * kMiB, 16 * kGiB - 768 * kMiB}},
      {32 * kGiB, nullopt, 16, {2 * kGiB, 192 * kMiB, 13 * kGiB}},
      {1 * kGiB, nullopt, 2, {512 * kMiB, 128 * kMiB, 256 * kMiB}},
      {1 * kGiB, nullopt, 16, {512 * kMiB, 16 * kMiB, 256 * kMiB}},
      {32 * kGiB, 40 * kMiB, 2, {40 * kMiB, 40 * kMiB, 16 * kGiB - 80 * kMiB}},
      {4 * kGiB, 8 * kGiB, 2, {8 * kGiB, 192 * kMiB, 2 * kGiB - 384 * kMiB}},
  };
  for (const Row& row : rows) {
    const MemoryPlan plan = plan_memory(row.available, row.limit, row.workers);
    const auto name = testing::PrintToString(row.available / kMiB) + " MiB, workers " + std::to_string(row.workers);
    EXPECT_EQ(plan.worker_limit_bytes, row.expected.worker_limit_bytes) << name;
    EXPECT_EQ(plan.unreserved_bytes, row.expected.unreserved_bytes) << name;
    EXPECT_EQ(plan.shared_bytes, row.expected.shared_bytes) << name;
  }
}

}  // namespace
}  // namespace resizer::exec
