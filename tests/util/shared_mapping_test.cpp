#include "util/shared_mapping.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <limits>
#include <utility>

#include "util/child_process.hpp"
#include "util/error.hpp"

namespace resizer::util {
namespace {

struct Cell {
  std::uint32_t count;
  std::uint64_t sum;
};

TEST(SharedArray, StartsAsZeros) {
  const SharedArray<Cell> cells(10'000);
  ASSERT_EQ(cells.size(), 10'000U);
  for (const Cell& cell : cells.values()) {
    ASSERT_EQ(cell.count, 0U);
    ASSERT_EQ(cell.sum, 0U);
  }
}

TEST(SharedArray, MayBeEmpty) {
  EXPECT_TRUE(SharedArray<Cell>(0).values().empty());
}

TEST(SharedArray, MovesItsMemory) {
  SharedArray<Cell> first(2);
  first[1].sum = 7;
  const SharedArray<Cell> second(std::move(first));
  EXPECT_EQ(second[1].sum, 7U);
}

TEST(SharedArray, ParentSeesWhatChildrenWrote) {
  constexpr std::uint32_t kTimes = 10'000;
  const SharedArray<Cell> cells(1);
  const auto add = [&] {
    for (std::uint32_t i = 0; i < kTimes; ++i) std::atomic_ref(cells[0].count).fetch_add(1);
    return 0;
  };
  ChildProcess first = ChildProcess::start(add);
  ChildProcess second = ChildProcess::start(add);
  first.wait();
  second.wait();
  EXPECT_EQ(cells[0].count, 2 * kTimes);
}

TEST(SharedArray, SaysWhenTheMemoryCannotBeHad) {
  EXPECT_THROW(SharedPages(std::numeric_limits<std::size_t>::max() / 2), Error);
}

}  // namespace
}  // namespace resizer::util
