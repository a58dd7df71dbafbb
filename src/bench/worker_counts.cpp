#include "bench/worker_counts.hpp"

#include <algorithm>

namespace resizer::bench {
namespace {

std::vector<unsigned> sweep(unsigned cores) {
  std::vector<unsigned> counts;
  for (unsigned count = 1; count < cores; count += count < 4 ? 1 : count) counts.push_back(count);
  counts.push_back(cores);
  counts.push_back(cores + 1);
  return counts;
}

std::vector<unsigned> chosen_counts(const model::Workers& chosen, unsigned cores) {
  if (const auto* listed = std::get_if<std::vector<unsigned>>(&chosen)) return *listed;
  if (std::holds_alternative<model::SweepWorkers>(chosen)) return sweep(cores);
  return {cores};
}

std::vector<unsigned> in_order(std::vector<unsigned> counts) {
  std::ranges::sort(counts);
  counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
  return counts;
}

}  // namespace

std::vector<unsigned> requested_worker_counts(const model::Workers& chosen, unsigned cores) {
  return in_order(chosen_counts(chosen, cores));
}

std::vector<unsigned> worker_counts(const model::Workers& chosen, const WorkerBounds& bounds) {
  std::vector<unsigned> counts = chosen_counts(chosen, bounds.cores);
  for (unsigned& count : counts) count = static_cast<unsigned>(std::min<std::size_t>(count, bounds.images));
  return in_order(std::move(counts));
}

}  // namespace resizer::bench
