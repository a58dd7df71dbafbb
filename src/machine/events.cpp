#include "machine/events.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "machine/text_files.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> governor_of(const fs::path& root, unsigned cpu) {
  return read_line(cpu_folder(root, cpu) / "cpufreq/scaling_governor");
}

std::optional<std::string> governors_of(const fs::path& root, const Cpus& cpus) {
  std::set<std::string> governors;
  for (const unsigned cpu : cpus) {
    if (auto governor = governor_of(root, cpu)) governors.insert(std::move(*governor));
  }
  return joined(governors);
}

std::uint64_t increase(std::uint64_t begin, std::uint64_t end) {
  return end > begin ? end - begin : 0;
}

}  // namespace

std::vector<Event> events_between(const State& begin, const State& end) {
  std::vector<Event> events;
  if (begin.throttles && end.throttles) {
    const std::uint64_t times = std::max(increase(begin.throttles->core, end.throttles->core),
                                         increase(begin.throttles->package, end.throttles->package));
    if (times > 0) events.emplace_back(Throttled{times});
  }
  if (begin.power_source && end.power_source && begin.power_source != end.power_source) {
    events.emplace_back(PowerSourceChanged{*end.power_source});
  }
  if (begin.governor && end.governor && begin.governor != end.governor) {
    events.emplace_back(GovernorChanged{*begin.governor, *end.governor});
  }
  return events;
}

StateReader::StateReader(const Cpus& cpus, fs::path root)
    : root_(std::move(root)), has_supplies_(read_power_source(root_).has_value()) {
  for (const unsigned cpu : cpus) {
    if (read_throttles({cpu}, root_)) throttling_.push_back(cpu);
    if (governor_of(root_, cpu)) governed_.push_back(cpu);
  }
}

State StateReader::read() const {
  return {.throttles = read_throttles(throttling_, root_),
          .power_source = has_supplies_ ? read_power_source(root_) : std::nullopt,
          .governor = governors_of(root_, governed_)};
}

}  // namespace resizer::machine
