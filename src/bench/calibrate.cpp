#include "bench/calibrate.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "machine/cpu_order.hpp"
#include "util/clock.hpp"

namespace resizer::bench {
namespace {

using machine::Cpus;
using std::chrono::nanoseconds;

constexpr std::size_t kMostAlone = 16;
constexpr int kRepetitions = 3;
constexpr nanoseconds kShortestSlice = std::chrono::milliseconds(2);
constexpr nanoseconds kLongestSlice = std::chrono::milliseconds(20);
/// Less is used up by touching the memory.
constexpr nanoseconds kBudgetWithStreaming = std::chrono::milliseconds(250);

/// Some of the CPUs, evenly chosen, with the first.
Cpus measured_alone(const Cpus& cpus) {
  Cpus chosen;
  const std::size_t count = std::min(cpus.size(), kMostAlone);
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(cpus[i * cpus.size() / count]);
  return chosen;
}

Cpus first(const Cpus& cpus, unsigned count) {
  return {cpus.begin(), cpus.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(count, cpus.size()))};
}

/// Every group of CPUs that runs at the same time, once.
std::set<Cpus> groups_of(const CalibrationPlan& plan) {
  std::set<Cpus> groups;
  for (const unsigned cpu : measured_alone(plan.cpus)) groups.insert({cpu});
  for (const unsigned count : plan.counts) groups.insert(first(plan.cpus, count));
  if (plan.both_threads) {
    groups.insert(*plan.both_threads);
    groups.insert({plan.both_threads->front()});
  }
  return groups;
}

std::vector<Loop> loops_of(const CalibrationPlan& plan) {
  return plan.has_streaming ? std::vector{Loop::computing, Loop::streaming} : std::vector{Loop::computing};
}

/// The most passes a second that each group did, all its CPUs together.
class Rates {
 public:
  void add(Loop loop, const Cpus& group, const std::vector<double>& rates) {
    double& most = totals_[{loop, group}];
    most = std::max(most, std::accumulate(rates.begin(), rates.end(), 0.0));
  }
  /// Of the fastest group of one CPU.
  double fastest_alone(Loop loop) const {
    double fastest = 0;
    for (const auto& [key, total] : totals_) {
      if (key.first == loop && key.second.size() == 1) fastest = std::max(fastest, total);
    }
    return fastest;
  }
  /// Relative to the fastest CPU alone, but no more than there are: that would be noise. None if it was not measured.
  std::optional<double> relative(Loop loop, const Cpus& group) const {
    const auto found = totals_.find({loop, group});
    if (found == totals_.end()) return std::nullopt;
    return std::min(found->second / fastest_alone(loop), static_cast<double>(group.size()));
  }
  bool complete() const {
    return !totals_.empty() && std::ranges::all_of(totals_, [](const auto& total) { return total.second > 0; });
  }

 private:
  std::map<std::pair<Loop, Cpus>, double> totals_;
};

Calibration conclude(const CalibrationPlan& plan, const Rates& rates) {
  Calibration found;
  for (const unsigned cpu : measured_alone(plan.cpus)) {
    found.alone.push_back({.cpu = cpu,
                           .computing = *rates.relative(Loop::computing, {cpu}),
                           .streaming = rates.relative(Loop::streaming, {cpu})});
  }
  for (const unsigned count : plan.counts) {
    const Cpus group = first(plan.cpus, count);
    found.together.push_back({.cpus = count,
                              .computing = *rates.relative(Loop::computing, group),
                              .streaming = rates.relative(Loop::streaming, group)});
  }
  if (plan.both_threads) {
    found.both_threads = *rates.relative(Loop::computing, *plan.both_threads) /
                         *rates.relative(Loop::computing, {plan.both_threads->front()});
  }
  return found;
}

/// The numbers of CPUs, in the order of machine::spread_order(), after which the next ones are of another sort.
std::set<unsigned> knees(const std::vector<machine::CoreKind>& kinds) {
  std::set<unsigned> counts;
  std::size_t cores = 0;
  for (const machine::CoreKind& kind : kinds) counts.insert(static_cast<unsigned>(cores += kind.cores.size()));
  return counts;
}

/// Whether the arrays of so many streaming loops take a quarter of the free memory at most.
bool has_room(const machine::Description& machine, std::size_t cpus) {
  if (!machine.available_memory_bytes) return false;
  const std::uint64_t available =
      std::min(*machine.available_memory_bytes, machine.memory_limit_bytes.value_or(*machine.available_memory_bytes));
  return 4 * cpus * streaming_bytes(machine.topology) <= available;
}

}  // namespace

CalibrationPlan plan_calibration(const machine::Description& machine, const std::vector<unsigned>& worker_counts,
                                 nanoseconds budget) {
  CalibrationPlan plan{.cpus = machine::spread_order(machine.allowed_core_kinds),
                       .counts = {},
                       .both_threads = {},
                       .has_streaming = false,
                       .slice = {}};
  plan.has_streaming = budget >= kBudgetWithStreaming && has_room(machine, plan.cpus.size());
  const auto all = static_cast<unsigned>(plan.cpus.size());
  std::set<unsigned> counts = knees(machine.allowed_core_kinds);
  counts.insert(all);
  for (const unsigned workers : worker_counts) counts.insert(std::min(workers, all));
  plan.counts = {counts.begin(), counts.end()};
  for (const machine::CoreKind& kind : machine.allowed_core_kinds) {
    const auto core = std::ranges::find_if(kind.cores, [](const auto& each) { return each.cpus.size() > 1; });
    if (!plan.both_threads && core != kind.cores.end()) plan.both_threads = first(core->cpus, 2);
  }
  const auto slices = static_cast<nanoseconds::rep>(groups_of(plan).size() * loops_of(plan).size() * kRepetitions);
  plan.slice = std::clamp(budget / std::max<nanoseconds::rep>(slices, 1), kShortestSlice, kLongestSlice);
  return plan;
}

std::optional<Calibration> calibrate(const CalibrationPlan& plan, const MeasureRates& measure,
                                     const std::function<bool()>& stop) {
  const auto begin = util::Clock::now();
  const std::set<Cpus> groups = groups_of(plan);
  Rates rates;
  for (int repetition = 0; repetition < kRepetitions; ++repetition) {
    for (const Loop loop : loops_of(plan)) {
      for (const Cpus& group : groups) {
        if (stop()) return std::nullopt;
        rates.add(loop, group, measure(loop, group, plan.slice));
      }
    }
  }
  if (!rates.complete()) return std::nullopt;
  Calibration found = conclude(plan, rates);
  found.duration = util::Clock::now() - begin;
  return found;
}

std::uint64_t streaming_bytes(const machine::Topology& topology) {
  constexpr std::uint64_t kLeast = 32'000'000;
  constexpr std::uint64_t kMost = 256'000'000;
  std::uint64_t largest = 0;
  for (const machine::Cache& cache : topology.caches) largest = std::max(largest, cache.bytes);
  return std::clamp(2 * largest, kLeast, kMost);
}

}  // namespace resizer::bench
