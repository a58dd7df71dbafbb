#include "machine/cpu_use.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "machine/clock_ticks.hpp"

namespace resizer::machine {
namespace {

/// 31 years of ticks, for a core: more cannot be meant.
constexpr std::uint64_t kMostTicks = 100'000'000'000;

/// A row "cpu3 USER NICE SYSTEM IDLE IOWAIT IRQ SOFTIRQ STEAL GUEST GUEST_NICE". The last two are contained in the
/// first two. None for another row, and for one with odd numbers.
struct Row {
  unsigned cpu = 0;
  CpuTicks ticks;
};

std::optional<Row> parse_row(const std::string& line) {
  if (!line.starts_with("cpu") || line.starts_with("cpu ")) return std::nullopt;
  std::istringstream words(line.substr(3));
  Row row;
  if (!(words >> row.cpu)) return std::nullopt;
  std::array<std::uint64_t, 8> ticks{};
  for (std::uint64_t& count : ticks) {
    if (!(words >> count) || count > kMostTicks) return std::nullopt;
  }
  const auto [user, nice, system, idle, iowait, irq, softirq, steal] = ticks;
  row.ticks = {.busy = user + nice + system + irq + softirq, .stolen = steal};
  return row;
}

/// Counters may fall when a core goes offline and returns.
std::chrono::nanoseconds passed(std::uint64_t begin, std::uint64_t end) {
  return ticks_to_time(end > begin ? end - begin : 0);
}

}  // namespace

std::optional<CpuTicks> read_cpu_ticks(std::span<const unsigned> cpus, const std::filesystem::path& root) {
  std::set<unsigned> missing(cpus.begin(), cpus.end());
  if (missing.empty()) return std::nullopt;
  CpuTicks sum;
  std::ifstream file(root / "proc/stat");
  for (std::string line; !missing.empty() && std::getline(file, line);) {
    const std::optional<Row> row = parse_row(line);
    if (!row || missing.erase(row->cpu) == 0) continue;
    sum.busy += row->ticks.busy;
    sum.stolen += row->ticks.stolen;
  }
  return missing.empty() ? std::optional(sum) : std::nullopt;
}

std::optional<CoreLoad> load_between(const CpuSample& begin, const CpuSample& end) {
  if (!begin.ticks || !end.ticks || begin.cores != end.cores || end.at <= begin.at) return std::nullopt;
  const auto cores_of = [&](std::uint64_t before, std::uint64_t after) {
    const std::chrono::duration<double> worked = passed(before, after);
    return std::min(worked / (end.at - begin.at), static_cast<double>(begin.cores));
  };
  return CoreLoad{.busy_cores = cores_of(begin.ticks->busy, end.ticks->busy),
                  .stolen_cores = cores_of(begin.ticks->stolen, end.ticks->stolen)};
}

std::optional<CpuUse> use_between(const CpuSample& begin, const CpuSample& end) {
  if (!begin.ticks || !end.ticks || begin.cores != end.cores || end.at <= begin.at) return std::nullopt;
  const auto cores = static_cast<std::int64_t>(begin.cores);
  CpuUse use{.available = cores * (end.at - begin.at),
             .others = passed(begin.ticks->busy, end.ticks->busy) - (end.own - begin.own),
             .stolen = passed(begin.ticks->stolen, end.ticks->stolen),
             .resolution = cores * ticks_to_time(1)};
  use.others = std::clamp(use.others, std::chrono::nanoseconds(0), use.available);
  use.stolen = std::min(use.stolen, use.available);
  return use;
}

}  // namespace resizer::machine
