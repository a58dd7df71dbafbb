#include "exec/deadlines.hpp"

#include <algorithm>

namespace resizer::exec {
namespace {

/// A longer time between two looks is one in which the parent was stopped.
constexpr std::chrono::nanoseconds kLongestGap = std::chrono::seconds(1);

}  // namespace

void Deadlines::advance(util::Clock::time_point now) noexcept {
  if (last_look_) watched_ += std::min<std::chrono::nanoseconds>(now - *last_look_, kLongestGap);
  last_look_ = now;
}

void Deadlines::begin(std::uint32_t place) noexcept {
  Place& the = places_[place];
  the.began_another = the.overdue;
  the.running = !the.overdue;
  the.used = {};
  the.since = watched_;
}

void Deadlines::pause(std::uint32_t place) noexcept {
  Place& the = places_[place];
  if (!the.running) return;
  the.used = used(the);
  the.running = false;
}

void Deadlines::resume(std::uint32_t place) noexcept {
  Place& the = places_[place];
  the.running = !the.overdue;
  the.since = watched_;
}

std::vector<std::uint32_t> Deadlines::take_overdue() {
  std::vector<std::uint32_t> overdue;
  if (!limit_) return overdue;
  for (std::uint32_t place = 0; place < places_.size(); ++place) {
    Place& the = places_[place];
    if (!the.running || used(the) < *limit_) continue;
    the.running = false;
    the.overdue = true;
    overdue.push_back(place);
  }
  return overdue;
}

std::optional<std::chrono::nanoseconds> Deadlines::next() const noexcept {
  std::optional<std::chrono::nanoseconds> soonest;
  if (!limit_) return soonest;
  for (const Place& the : places_) {
    if (!the.running) continue;
    const std::chrono::nanoseconds left = std::max(*limit_ - used(the), std::chrono::nanoseconds(0));
    soonest = std::min(soonest.value_or(left), left);
  }
  return soonest;
}

}  // namespace resizer::exec
