#include "exec/mortality.hpp"

#include "resizer/util/error.hpp"

namespace resizer::exec {

void Mortality::expect_progress(std::size_t attempts, const std::string& what_happened) {
  static constexpr unsigned kMaxFruitless = 3;
  fruitless_ = attempts > attempts_before_ ? 0 : fruitless_ + 1;
  attempts_before_ = attempts;
  if (fruitless_ < kMaxFruitless) return;
  throw util::Error(util::ErrorCode::system, "no worker stays alive: " + std::to_string(kMaxFruitless) +
                                                 " in a row ended before they took an image (" + what_happened + ")");
}

}  // namespace resizer::exec
