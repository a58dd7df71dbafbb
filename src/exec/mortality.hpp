#pragma once

#include <cstddef>
#include <string>

namespace resizer::exec {

/// Counts the workers that died, and gives up when they die without having tried anything.
class Mortality {
 public:
  void add_death() noexcept { ++deaths_; }
  std::size_t deaths() const noexcept { return deaths_; }

  /// To be told of each end that calls for another worker, with the number of attempts at images that have ended by
  /// then. Throws util::Error(system) at the third in a row without a new one.
  void expect_progress(std::size_t attempts, const std::string& what_happened);

 private:
  std::size_t deaths_ = 0;
  unsigned fruitless_ = 0;  ///< Ends in a row between which no attempt ended.
  std::size_t attempts_before_ = 0;
};

}  // namespace resizer::exec
