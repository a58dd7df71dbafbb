#pragma once

#include <cstdint>
#include <optional>

#include "planning/folder_watch.hpp"
#include "util/clock.hpp"
#include "util/signals.hpp"

namespace resizer::app {

/// Waits for changes in folders, and for the signals that end a run, which it blocks.
class ChangeWait {
 public:
  /// Waits until something changed, and then until nothing does for a moment, but not for long; or until `latest`.
  /// Returns false if a signal came.
  bool wait(planning::FolderWatch& folders, std::optional<util::Clock::time_point> latest);

 private:
  enum class Woken : std::uint8_t { by_signal, by_change, by_time };
  Woken poll(planning::FolderWatch& folders, std::optional<util::Clock::time_point> latest);

  util::SignalGuard signals_{util::kEndingSignals};
};

}  // namespace resizer::app
