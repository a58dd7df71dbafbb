#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "machine/power.hpp"
#include "machine/thermal.hpp"

/// What changes a machine's speed while it is measured.
namespace resizer::machine {

/// None means unknown.
struct State {
  std::optional<Throttles> throttles;
  std::optional<PowerSource> power_source;
  std::optional<std::string> governor;  ///< Of the watched CPUs; several are joined by ", ".
};

/// Heat lowered the clock of a core, or of a package, so many times.
struct Throttled {
  std::uint64_t times = 0;
};
struct PowerSourceChanged {
  PowerSource to = PowerSource::mains;
};
struct GovernorChanged {
  std::string from;
  std::string to;
};
using Event = std::variant<Throttled, PowerSourceChanged, GovernorChanged>;

/// What happened between two states. What is unknown in one of them is no event.
std::vector<Event> events_between(const State& begin, const State& end);

/// Reads the state again and again, from no more files than the machine has at first.
class StateReader {
 public:
  /// `cpus`: those to watch. `root` replaces / in tests.
  explicit StateReader(const Cpus& cpus, std::filesystem::path root = "/");
  State read() const;

 private:
  std::filesystem::path root_;
  Cpus throttling_;  ///< CPUs with a counter.
  Cpus governed_;    ///< CPUs with a governor.
  bool has_supplies_ = false;
};

}  // namespace resizer::machine
