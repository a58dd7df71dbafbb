#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "util/clock.hpp"

namespace resizer::exec {

/// How long to wait before another worker is started where workers die without having tried anything. The first two are
/// replaced at once; then come three pauses, each twice as long as the one before; then it is time to give up. An
/// attempt that ends makes it all begin anew.
class RespawnLimiter {
 public:
  explicit RespawnLimiter(std::chrono::nanoseconds first_pause = std::chrono::seconds(1)) noexcept
      : first_pause_(first_pause) {}

  /// To be told how many attempts at images have ended so far.
  void on_attempts(std::size_t attempts) noexcept;
  /// To be told of each worker that ended early or could not be started. Those of one wave count as one: what ends in a
  /// pause does not count.
  void on_loss(const std::string& what_happened, util::Clock::time_point now);
  /// To be told when waiting would change nothing.
  void rule_out(const std::string& what_happened);

  /// No worker is to be started before.
  util::Clock::time_point next_start() const noexcept { return next_start_; }
  /// Whether to end the run if no worker is left.
  bool gives_up() const noexcept { return fruitless_ >= kMaxFruitless; }
  /// What ended the last worker that counted.
  const std::string& last_loss() const noexcept { return last_loss_; }

 private:
  static constexpr unsigned kFree = 2;
  static constexpr unsigned kPauses = 3;
  static constexpr unsigned kMaxFruitless = kFree + kPauses + 1;

  std::chrono::nanoseconds first_pause_;
  unsigned fruitless_ = 0;  ///< Losses in a row between which no attempt ended.
  std::size_t attempts_before_ = 0;
  util::Clock::time_point next_start_{};
  std::string last_loss_;
};

}  // namespace resizer::exec
