#include "bench/pinning.hpp"

#include "machine/cpu_order.hpp"

namespace resizer::bench {

std::vector<machine::Cpus> cpus_of_workers(model::Pin pin, const machine::Description& machine) {
  const std::vector<machine::CoreKind>& kinds = machine.allowed_core_kinds;
  if (pin == model::Pin::none || kinds.empty()) return {};
  if (pin == model::Pin::fast_cores) return {kinds.front().cpus};
  std::vector<machine::Cpus> cpus;
  for (const unsigned cpu : machine::spread_order(kinds)) cpus.push_back({cpu});
  return cpus;
}

}  // namespace resizer::bench
