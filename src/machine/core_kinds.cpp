#include "machine/core_kinds.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "machine/text_files.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

/// Core types of Intel, the fastest first.
constexpr std::array kIntelTypes{"cpu_core", "cpu_atom", "cpu_lowpower"};

std::optional<std::uint64_t> capacity_of(const fs::path& root, const Core& core) {
  return read_count(cpu_folder(root, core.cpus.front()) / "cpu_capacity");
}

/// Cores with equal keys are of one kind; kinds with smaller keys are faster.
using Key = std::pair<std::size_t, std::int64_t>;

class Classifier {
 public:
  explicit Classifier(const fs::path& root) : root_(root) {
    for (const char* type : kIntelTypes) {
      intel_.push_back(parse_cpu_list(read_line(root / "sys/devices" / type / "cpus")).value_or(Cpus()));
    }
  }

  Key key_of(const Core& core) const {
    const unsigned cpu = core.cpus.front();
    const auto listed =
        std::ranges::find_if(intel_, [&](const Cpus& cpus) { return std::ranges::binary_search(cpus, cpu); });
    if (listed != intel_.end()) return {static_cast<std::size_t>(listed - intel_.begin()), 0};
    const std::uint64_t capacity = capacity_of(root_, core).value_or(0);
    constexpr std::uint64_t kMostCapacity = 1024;
    return {intel_.size(), -static_cast<std::int64_t>(std::min(capacity, kMostCapacity))};
  }

 private:
  const fs::path& root_;
  std::vector<Cpus> intel_;
};

void widen(std::optional<double>& to, std::optional<double> value, bool upwards) {
  if (value && (!to || (upwards ? *value > *to : *value < *to))) to = value;
}

/// From files in kHz.
std::optional<double> megahertz(const fs::path& path) {
  constexpr double kKhzPerMhz = 1000;
  const auto khz = read_count(path);
  return khz && *khz > 0 ? std::optional(static_cast<double>(*khz) / kKhzPerMhz) : std::nullopt;
}

Clock clock_of(const fs::path& root, const Cpus& cpus) {
  Clock clock;
  std::set<std::string> governors;
  for (const unsigned cpu : cpus) {
    const fs::path folder = cpu_folder(root, cpu) / "cpufreq";
    widen(clock.min_mhz, megahertz(folder / "cpuinfo_min_freq"), false);
    widen(clock.max_mhz, megahertz(folder / "cpuinfo_max_freq"), true);
    widen(clock.limit_mhz, megahertz(folder / "scaling_max_freq"), true);
    if (const auto governor = read_line(folder / "scaling_governor")) governors.insert(*governor);
  }
  for (const std::string& governor : governors) {
    clock.governor = clock.governor ? *clock.governor + ", " + governor : governor;
  }
  return clock;
}

}  // namespace

std::vector<CoreKind> read_core_kinds(const std::vector<Core>& cores, const fs::path& root) {
  const Classifier classifier(root);
  std::map<Key, std::vector<Core>> sorted;
  for (const Core& core : cores) {
    if (!core.cpus.empty()) sorted[classifier.key_of(core)].push_back(core);
  }
  std::vector<CoreKind> kinds;
  for (auto& [key, alike] : sorted) {
    CoreKind kind{.cores = std::move(alike), .cpus = {}, .capacity = {}, .clock = {}};
    for (const Core& core : kind.cores) kind.cpus.insert(kind.cpus.end(), core.cpus.begin(), core.cpus.end());
    std::ranges::sort(kind.cpus);
    kind.capacity = capacity_of(root, kind.cores.front());
    kind.clock = clock_of(root, kind.cpus);
    kinds.push_back(std::move(kind));
  }
  return kinds;
}

}  // namespace resizer::machine
