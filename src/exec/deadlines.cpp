#include "exec/deadlines.hpp"

#include <algorithm>

namespace resizer::exec {
namespace {

/// A longer time between two calls means that the parent was stopped.
constexpr std::chrono::nanoseconds kLongestGap = std::chrono::seconds(1);

}  // namespace

void Deadlines::advance(util::Clock::time_point now) noexcept {
  if (last_look_) watched_ += std::min<std::chrono::nanoseconds>(now - *last_look_, kLongestGap);
  last_look_ = now;
}

void Deadlines::begin(std::uint32_t slot) noexcept {
  Timer& timer = timers_[slot];
  timer.began_another = timer.overdue;
  timer.running = !timer.overdue;
  timer.used = {};
  timer.since = watched_;
}

void Deadlines::pause(std::uint32_t slot) noexcept {
  Timer& timer = timers_[slot];
  if (!timer.running) return;
  timer.used = used(timer);
  timer.running = false;
}

void Deadlines::resume(std::uint32_t slot) noexcept {
  Timer& timer = timers_[slot];
  timer.running = !timer.overdue;
  timer.since = watched_;
}

std::vector<std::uint32_t> Deadlines::take_overdue() {
  std::vector<std::uint32_t> overdue;
  if (!limit_) return overdue;
  for (std::uint32_t slot = 0; slot < timers_.size(); ++slot) {
    Timer& timer = timers_[slot];
    if (!timer.running || used(timer) < *limit_) continue;
    timer.running = false;
    timer.overdue = true;
    overdue.push_back(slot);
  }
  return overdue;
}

std::optional<std::chrono::nanoseconds> Deadlines::next() const noexcept {
  std::optional<std::chrono::nanoseconds> soonest;
  if (!limit_) return soonest;
  for (const Timer& timer : timers_) {
    if (!timer.running) continue;
    const std::chrono::nanoseconds left = std::max(*limit_ - used(timer), std::chrono::nanoseconds(0));
    soonest = std::min(soonest.value_or(left), left);
  }
  return soonest;
}

}  // namespace resizer::exec
