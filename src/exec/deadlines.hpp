#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "util/clock.hpp"

namespace resizer::exec {

/// How long each worker has been at its job. It goes by the parent's own account, for a worker may say anything, and
/// by a clock that stands still while the parent does: after Ctrl-Z and fg nobody is late.
class Deadlines {
 public:
  /// Without a limit nobody is ever late.
  Deadlines(std::optional<std::chrono::nanoseconds> limit, unsigned places) : limit_(limit), places_(places) {}

  std::optional<std::chrono::nanoseconds> limit() const noexcept { return limit_; }

  /// To be called whenever the parent looks round: at least ten times a second.
  void advance(util::Clock::time_point now) noexcept;

  /// The worker of this place begins a job: when it has started, and whenever its last job has ended.
  void begin(std::uint32_t place) noexcept;
  /// The worker waits for something that is not its fault.
  void pause(std::uint32_t place) noexcept;
  void resume(std::uint32_t place) noexcept;
  /// The place is empty.
  void clear(std::uint32_t place) noexcept { places_[place] = {}; }

  /// Those whose time has run out since the last call.
  std::vector<std::uint32_t> take_overdue();
  /// Whether take_overdue() gave this place.
  bool was_overdue(std::uint32_t place) const noexcept { return places_[place].overdue; }
  /// Whether it ended its job all the same, and began another.
  bool was_late(std::uint32_t place) const noexcept { return places_[place].overdue && places_[place].began_another; }

  /// How long until somebody's time runs out, if nothing happens; none if nobody's can.
  std::optional<std::chrono::nanoseconds> next() const noexcept;

 private:
  struct Place {
    bool running = false;  ///< Its time counts.
    bool overdue = false;
    bool began_another = false;
    std::chrono::nanoseconds used{};  ///< Up to the last pause.
    std::chrono::nanoseconds since{};
  };
  std::chrono::nanoseconds used(const Place& place) const noexcept { return place.used + (watched_ - place.since); }

  std::optional<std::chrono::nanoseconds> limit_;
  std::vector<Place> places_;
  std::optional<util::Clock::time_point> last_look_;
  std::chrono::nanoseconds watched_{};
};

}  // namespace resizer::exec
