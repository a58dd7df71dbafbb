#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "util/clock.hpp"

namespace resizer::exec {

/// Enforces the time limit of a job. Times are the parent's own, since workers are not trusted, by a clock that stops
/// while the parent is stopped: after Ctrl-Z and fg no job has timed out.
class Deadlines {
 public:
  /// Without a limit, no job is ever overdue.
  Deadlines(std::optional<std::chrono::nanoseconds> limit, unsigned slots) : limit_(limit), timers_(slots) {}

  std::optional<std::chrono::nanoseconds> limit() const noexcept { return limit_; }

  /// Advances the clock. Call it at least ten times a second.
  void advance(util::Clock::time_point now) noexcept;

  /// The worker in this slot starts a job: when it was forked, and each time its job has ended.
  void begin(std::uint32_t slot) noexcept;
  /// The worker waits for memory.
  void pause(std::uint32_t slot) noexcept;
  void resume(std::uint32_t slot) noexcept;
  /// The slot is empty.
  void clear(std::uint32_t slot) noexcept { timers_[slot] = {}; }

  /// The slots whose time has run out since the last call.
  std::vector<std::uint32_t> take_overdue();
  /// Whether take_overdue() has returned this slot.
  bool was_overdue(std::uint32_t slot) const noexcept { return timers_[slot].overdue; }
  /// Whether its job ended all the same, and the next one has started.
  bool was_late(std::uint32_t slot) const noexcept { return timers_[slot].overdue && timers_[slot].began_another; }

  /// The time until the next job is overdue; none if no timer runs.
  std::optional<std::chrono::nanoseconds> next() const noexcept;

 private:
  struct Timer {
    bool running = false;
    bool overdue = false;
    bool began_another = false;
    std::chrono::nanoseconds used{};  ///< Up to the last pause.
    std::chrono::nanoseconds since{};
  };
  std::chrono::nanoseconds used(const Timer& timer) const noexcept { return timer.used + (watched_ - timer.since); }

  std::optional<std::chrono::nanoseconds> limit_;
  std::vector<Timer> timers_;
  std::optional<util::Clock::time_point> last_look_;
  std::chrono::nanoseconds watched_{};
};

}  // namespace resizer::exec
