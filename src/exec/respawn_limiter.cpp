#include "exec/respawn_limiter.hpp"

namespace resizer::exec {

void RespawnLimiter::on_attempts(std::size_t attempts) noexcept {
  if (attempts == attempts_before_) return;
  attempts_before_ = attempts;
  fruitless_ = 0;
  next_start_ = {};
}

void RespawnLimiter::on_loss(const std::string& what_happened, util::Clock::time_point now) {
  if (now < next_start_ || gives_up()) return;
  ++fruitless_;
  last_loss_ = what_happened;
  if (fruitless_ > kFree) next_start_ = now + first_pause_ * (1U << (fruitless_ - kFree - 1));
}

void RespawnLimiter::rule_out(const std::string& what_happened) {
  fruitless_ = kMaxFruitless;
  last_loss_ = what_happened;
}

}  // namespace resizer::exec
