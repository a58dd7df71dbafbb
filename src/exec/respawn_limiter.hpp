#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "util/clock.hpp"

namespace resizer::exec {

/// Limits the restarts of workers that die without attempting a job. The first two are replaced at once, the next three
/// after pauses that double each time; then it gives up. Any attempt that ends resets it.
class RespawnLimiter {
 public:
  explicit RespawnLimiter(std::chrono::nanoseconds first_pause = std::chrono::seconds(1)) noexcept
      : first_pause_(first_pause) {}

  /// Call with the number of attempts that have ended so far.
  void on_attempts(std::size_t attempts) noexcept {
    if (attempts == attempts_before_) return;
    attempts_before_ = attempts;
    fruitless_ = 0;
    next_start_ = {};
  }
  /// Call for each worker that ended early or could not be started. Those that end during a pause do not count, so that
  /// workers that die together count as one.
  void on_loss(const std::string& what_happened, util::Clock::time_point now) {
    if (now < next_start_ || gives_up()) return;
    ++fruitless_;
    last_loss_ = what_happened;
    if (fruitless_ > kFree) next_start_ = now + first_pause_ * (1U << (fruitless_ - kFree - 1));
  }
  /// Call when a restart would not help.
  void rule_out(const std::string& what_happened) {
    fruitless_ = kMaxFruitless;
    last_loss_ = what_happened;
  }

  /// No worker is started before this.
  util::Clock::time_point next_start() const noexcept { return next_start_; }
  /// Whether to end the run if no worker is left.
  bool gives_up() const noexcept { return fruitless_ >= kMaxFruitless; }
  /// Why the last worker that counted ended.
  const std::string& last_loss() const noexcept { return last_loss_; }

 private:
  static constexpr unsigned kFree = 2;
  static constexpr unsigned kPauses = 3;
  static constexpr unsigned kMaxFruitless = kFree + kPauses + 1;

  std::chrono::nanoseconds first_pause_;
  unsigned fruitless_ = 0;  ///< Losses since the last attempt ended.
  std::size_t attempts_before_ = 0;
  util::Clock::time_point next_start_{};
  std::string last_loss_;
};

}  // namespace resizer::exec
