#include "imaging/core/damage.hpp"

namespace resizer::imaging {

using model::FailOn;

void Damage::judge_by(FailOn fail_on) {
  fail_on_ = fail_on;
  if (lost_ && fail_on != FailOn::none) throw util::Error(*lost_);
  if (odd_ && fail_on == FailOn::warning) throw util::Error(*odd_);
}

void Damage::lost(const util::Error& error) {
  if (error.code() == util::ErrorCode::out_of_memory) throw util::Error(error);
  if (!lost_) lost_ = error;
  if (fail_on_) judge_by(*fail_on_);
}

void Damage::odd(const util::Error& error) {
  if (!odd_) odd_ = error;
  if (fail_on_) judge_by(*fail_on_);
}

void Damage::add_to(model::Warnings& warnings) const noexcept {
  if (lost_) warnings.add(model::Warning::data_damaged);
  if (odd_) warnings.add(model::Warning::nonconforming);
}

}  // namespace resizer::imaging
