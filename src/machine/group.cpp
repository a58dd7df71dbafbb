#include "machine/group.hpp"

#include <sstream>
#include <string>

#include "machine/text_files.hpp"
#include "util/cgroup.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

std::optional<std::uint64_t> keyed_count(const fs::path& path, const std::string& key) {
  const auto number = to_number(first_of(values_of(path, key, ' ')));
  constexpr double kMost = 1e18;
  return number && *number >= 0 && *number < kMost ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

std::optional<QuotaStops> stops_of(const util::GroupFolder& group) {
  const fs::path file = group.path / "cpu.stat";
  const auto periods = keyed_count(file, "nr_periods");
  const auto stopped_periods = keyed_count(file, "nr_throttled");
  const auto stopped_us = keyed_count(file, "throttled_usec");
  const auto stopped_ns = keyed_count(file, "throttled_time");  // cgroup v1
  if (!periods || !stopped_periods || (!stopped_us && !stopped_ns)) return std::nullopt;
  constexpr std::uint64_t kNsPerUs = 1000;
  const std::uint64_t stopped = stopped_us ? *stopped_us : *stopped_ns / kNsPerUs;
  return QuotaStops{.periods = *periods,
                    .stopped_periods = *stopped_periods,
                    .stopped = std::chrono::microseconds(static_cast<std::int64_t>(stopped))};
}

/// The value of "avg10=0.12" among words.
std::optional<double> word_value(const std::string& line, const std::string& name) {
  const auto at = line.find(' ' + name + '=');
  return at == std::string::npos ? std::nullopt : to_number(line.substr(at + name.size() + 2));
}

/// "some avg10=1.53 avg60=0.87 avg300=0.73 total=1087434"
std::optional<Pressure> read_pressure(const fs::path& path) {
  const auto line = read_line(path);
  if (!line || !line->starts_with("some ")) return std::nullopt;
  const auto ten = word_value(*line, "avg10");
  const auto sixty = word_value(*line, "avg60");
  const auto total = word_value(*line, "total");
  const auto is_percent = [](std::optional<double> value) { return value && *value >= 0 && *value <= 100; };
  constexpr double kMostUs = 1e17;
  if (!is_percent(ten) || !is_percent(sixty) || !total || *total < 0 || *total > kMostUs) return std::nullopt;
  return Pressure{.share_10s = *ten / 100,
                  .share_60s = *sixty / 100,
                  .total = std::chrono::microseconds(static_cast<std::int64_t>(*total))};
}

}  // namespace

std::optional<QuotaStops> read_quota_stops(const fs::path& root) {
  std::optional<QuotaStops> longest;
  for (const util::GroupFolder& group : util::cgroup_folders("cpu", root)) {
    const auto stops = stops_of(group);
    if (stops && (!longest || stops->stopped > longest->stopped)) longest = stops;
  }
  return longest;
}

Pressures read_system_pressures(const fs::path& root) {
  const fs::path folder = root / "proc/pressure";
  return {.cpu = read_pressure(folder / "cpu"),
          .memory = read_pressure(folder / "memory"),
          .io = read_pressure(folder / "io")};
}

Pressures read_group_pressures(const fs::path& root) {
  for (const util::GroupFolder& group : util::cgroup_folders("cpu", root)) {
    if (!group.v2) continue;
    return {.cpu = read_pressure(group.path / "cpu.pressure"),
            .memory = read_pressure(group.path / "memory.pressure"),
            .io = read_pressure(group.path / "io.pressure")};
  }
  return {};
}

}  // namespace resizer::machine
