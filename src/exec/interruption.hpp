#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

#include "util/clock.hpp"

namespace resizer::exec {

/// How signals end a run early: the first gives running jobs a grace period, the second none.
class Interruption {
 public:
  static constexpr std::chrono::seconds kGrace{2};

  void on_signal(int signal, util::Clock::time_point now) noexcept {
    deadline_ = signal_ ? now : now + kGrace;
    if (!signal_) signal_ = signal;
  }

  /// The first signal.
  std::optional<int> signal() const noexcept { return signal_; }
  /// Whether to kill the workers.
  bool is_over(util::Clock::time_point now) const noexcept { return deadline_ && now >= *deadline_; }
  /// `instant`, or the end of the grace period if that is earlier.
  util::Clock::time_point earlier_of(util::Clock::time_point instant) const noexcept {
    return deadline_ ? std::min(instant, *deadline_) : instant;
  }

 private:
  std::optional<int> signal_;
  std::optional<util::Clock::time_point> deadline_;
};

}  // namespace resizer::exec
