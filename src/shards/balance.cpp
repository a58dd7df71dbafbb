#include "shards/balance.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace resizer::shards {

std::vector<unsigned> balance(std::span<const double> costs, unsigned shards) {
  std::vector<std::size_t> order(costs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t index) { return costs[index]; });

  using Load = std::pair<double, unsigned>;  // and its shard
  std::priority_queue<Load, std::vector<Load>, std::greater<>> loads;
  for (unsigned shard = 1; shard <= shards; ++shard) loads.push({0, shard});
  std::vector<unsigned> shard_of(costs.size());
  for (const std::size_t index : order) {
    const auto [load, shard] = loads.top();
    loads.pop();
    shard_of[index] = shard;
    loads.push({load + costs[index], shard});
  }
  return shard_of;
}

std::vector<double> loads_of(std::span<const double> costs, std::span<const unsigned> shard_of, unsigned shards) {
  std::vector<double> loads(shards);
  for (std::size_t index = 0; index < costs.size(); ++index) loads[shard_of[index] - 1] += costs[index];
  return loads;
}

}  // namespace resizer::shards
