#pragma once

#include <span>
#include <vector>

namespace resizer::shards {

/// The shard of each cost, from 1 to `shards`: the largest first, each onto the shard with the least so far (Graham,
/// "Bounds on multiprocessing timing anomalies", 1969: at most 4/3 of the best there is). Equal costs keep their order,
/// so that the result depends on nothing but the costs.
std::vector<unsigned> balance(std::span<const double> costs, unsigned shards);

/// The sum of the costs of each shard; element 0 is that of shard 1.
std::vector<double> loads_of(std::span<const double> costs, std::span<const unsigned> shard_of, unsigned shards);

}  // namespace resizer::shards
