#include "bench/run_watch.hpp"

#include <utility>

namespace resizer::bench {
namespace {

/// A thousandth of the time between two ticks.
constexpr std::chrono::nanoseconds kMostOfATick = std::chrono::microseconds(100);

/// Of two loads that follow each other, the later one as it is over both periods.
LoadAt merge(const LoadAt& begin, const LoadAt& middle, const LoadAt& end) {
  const std::chrono::duration<double> first = middle.at - begin.at;
  const std::chrono::duration<double> second = end.at - middle.at;
  const auto mean = [&](double a, double b) { return (a * first + b * second) / (first + second); };
  return {.at = end.at,
          .load = {.busy_cores = mean(middle.load.busy_cores, end.load.busy_cores),
                   .stolen_cores = mean(middle.load.stolen_cores, end.load.stolen_cores)}};
}

/// Half as many, each over twice the time.
std::vector<LoadAt> halved(const std::vector<LoadAt>& loads) {
  std::vector<LoadAt> merged;
  LoadAt begin{};
  for (std::size_t i = 0; i + 1 < loads.size(); i += 2) {
    merged.push_back(merge(begin, loads[i], loads[i + 1]));
    begin = loads[i + 1];
  }
  return merged;
}

}  // namespace

RunWatch::RunWatch(machine::Sampler* sampler, exec::RunObserver& next, std::optional<machine::State> before)
    : sampler_(sampler), next_(next) {
  if (sampler_ == nullptr) return;
  first_ = sampler_->take();
  loaded_ = first_->cpu;
  if (before) {
    for (machine::Event& event : machine::events_between(*before, first_->state))
      events_.push_back({{}, std::move(event)});
  }
  last_ = first_;
}

void RunWatch::on_tick() {
  next_.on_tick();
  if (sampler_ == nullptr) return;
  if (ticks_to_skip_ > 0) {
    --ticks_to_skip_;
    return;
  }
  const auto begin = util::Clock::now();
  observe(sampler_->take());
  ticks_to_skip_ = (util::Clock::now() - begin) / kMostOfATick;
}

void RunWatch::observe(machine::Sample sample) {
  const std::chrono::nanoseconds at = sample.cpu.at - first_->cpu.at;
  for (machine::Event& event : machine::events_between(last_->state, sample.state)) {
    events_.push_back({at, std::move(event)});
  }
  if (++ticks_ >= ticks_per_load_) {
    if (const auto load = machine::load_between(*loaded_, sample.cpu)) add_load(at, *load);
    loaded_ = sample.cpu;
    ticks_ = 0;
  }
  last_ = std::move(sample);
}

void RunWatch::add_load(std::chrono::nanoseconds at, machine::CoreLoad load) {
  loads_.push_back({at, load});
  if (loads_.size() < kMostLoads) return;
  loads_ = halved(loads_);
  ticks_per_load_ *= 2;
}

void RunWatch::finish(RunConditions& conditions) {
  if (sampler_ == nullptr) return;
  ticks_ = ticks_per_load_;  // what is left is a load, however short
  observe(sampler_->take());
  conditions.cpu_use = machine::use_between(first_->cpu, last_->cpu);
  conditions.energy_joules = machine::joules_between(first_->energy, last_->energy);
  conditions.events = std::move(events_);
  conditions.loads = std::move(loads_);
}

}  // namespace resizer::bench
