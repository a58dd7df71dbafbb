#include "stats/slower_cpu.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/summary.hpp"
#include "util/quantity.hpp"

namespace resizer::stats {
namespace {

constexpr double kLeastShareCounted = 0.5;

struct Reading {
  double mhz = 0;
  double weight = 0;
};

/// A weighted mean.
struct MeanClock {
  double mhz = 0;
  double relative_error = 0;
};

/// With the standard error of W. G. Cochran, Sampling Techniques (1977), for a ratio of means, which D. F. Gatz and
/// L. Smith, "The standard error of a weighted mean concentration", Atmospheric Environment 29 (1995), found closest to
/// that of the bootstrap. None below two readings.
std::optional<MeanClock> mean_clock(std::span<const model::JobOutcome> outcomes) {
  std::vector<Reading> readings;
  for (const model::JobOutcome& outcome : outcomes) {
    if (!outcome.clock_mhz || !outcome.cpu || outcome.cpu->count() <= 0) continue;
    readings.push_back({.mhz = *outcome.clock_mhz, .weight = util::to_seconds(*outcome.cpu)});
  }
  if (readings.size() < 2) return std::nullopt;
  double weights = 0;
  double sum = 0;
  for (const auto& [mhz, weight] : readings) {
    weights += weight;
    sum += weight * mhz;
  }
  const double mean = sum / weights;
  double squares = 0;
  for (const auto& [mhz, weight] : readings) squares += std::pow(weight * (mhz - mean), 2);
  const auto n = static_cast<double>(readings.size());
  return MeanClock{.mhz = mean, .relative_error = std::sqrt(n / (n - 1) * squares) / weights / mean};
}

std::optional<ClockFactor> clock_factor(std::span<const model::JobOutcome> sequential,
                                        std::span<const model::JobOutcome> pool) {
  const std::optional<MeanClock> alone = mean_clock(sequential);
  const std::optional<MeanClock> together = mean_clock(pool);
  if (!alone || !together) return std::nullopt;
  return ClockFactor{.factor = alone->mhz / together->mhz,
                     .error = std::hypot(alone->relative_error, together->relative_error)};
}

/// Of one run, over the images that count.
struct Sums {
  double cpu_s = 0;
  double counted_cpu_s = 0;
  double instructions = 0;
  double cycles = 0;

  void add(const model::JobOutcome& outcome, bool is_counted) {
    cpu_s += util::to_seconds(*outcome.cpu);
    if (!is_counted) return;
    counted_cpu_s += util::to_seconds(*outcome.cpu);
    instructions += static_cast<double>(outcome.counts->instructions);
    cycles += static_cast<double>(outcome.counts->cycles);
  }
  bool is_known() const { return counted_cpu_s >= kLeastShareCounted * cpu_s && instructions > 0 && cycles > 0; }
};

std::optional<WorkFactors> work_factors(const Sums& sequential, const Sums& pool) {
  if (!sequential.is_known() || !pool.is_known()) return std::nullopt;
  const double instructions = pool.instructions / sequential.instructions;
  return WorkFactors{.instructions = instructions,
                     .cycles_per_instruction = pool.cycles / sequential.cycles / instructions};
}

template <class ValueOf>
double geometric_mean(std::span<const SlowerCpu> rounds, ValueOf value_of) {
  double logs = 0;
  for (const SlowerCpu& round : rounds) logs += std::log(value_of(round));
  return std::exp(logs / static_cast<double>(rounds.size()));
}

/// The error is that of the readings, or if that is larger that by which the rounds differ: readings one after another
/// are more alike than rounds.
ClockFactor mean_clock_factor(std::span<const SlowerCpu> rounds) {
  std::vector<double> logs;
  double squares = 0;
  for (const SlowerCpu& round : rounds) {
    logs.push_back(std::log(round.clock->factor));
    squares += std::pow(round.clock->error, 2);
  }
  const Summary summary = summarize(logs);
  const auto n = static_cast<double>(rounds.size());
  const double between_rounds = summary.standard_deviation.value_or(0) / std::sqrt(n);
  return {.factor = std::exp(*summary.mean), .error = std::max(std::sqrt(squares) / n, between_rounds)};
}

}  // namespace

bool ClockFactor::is_within_noise() const noexcept {
  return std::abs(std::log(factor)) <= 2 * error;
}

double SlowerCpu::rest() const noexcept {
  const double by_work = work ? work->instructions * work->cycles_per_instruction : 1;
  return total / by_work / (clock ? clock->factor : 1);
}

std::optional<SlowerCpu> slower_cpu(std::span<const model::JobOutcome> sequential,
                                    std::span<const model::JobOutcome> pool) {
  Sums alone;
  Sums together;
  for (std::size_t i = 0; i < std::min(sequential.size(), pool.size()); ++i) {
    if (!sequential[i].cpu || !pool[i].cpu) continue;
    const bool is_counted = sequential[i].counts && pool[i].counts;
    alone.add(sequential[i], is_counted);
    together.add(pool[i], is_counted);
  }
  if (alone.cpu_s <= 0 || together.cpu_s <= 0) return std::nullopt;
  return SlowerCpu{.total = together.cpu_s / alone.cpu_s,
                   .work = work_factors(alone, together),
                   .clock = clock_factor(sequential, pool)};
}

std::optional<SlowerCpu> mean_of(std::span<const SlowerCpu> rounds) {
  if (rounds.empty()) return std::nullopt;
  SlowerCpu mean{.total = geometric_mean(rounds, [](const SlowerCpu& round) { return round.total; })};
  if (std::ranges::all_of(rounds, [](const SlowerCpu& round) { return round.work.has_value(); })) {
    mean.work = WorkFactors{
        .instructions = geometric_mean(rounds, [](const SlowerCpu& round) { return round.work->instructions; }),
        .cycles_per_instruction =
            geometric_mean(rounds, [](const SlowerCpu& round) { return round.work->cycles_per_instruction; })};
  }
  if (std::ranges::all_of(rounds, [](const SlowerCpu& round) { return round.clock.has_value(); })) {
    mean.clock = mean_clock_factor(rounds);
  }
  return mean;
}

}  // namespace resizer::stats
