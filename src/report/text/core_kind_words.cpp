#include "report/text/core_kind_words.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "report/text/listing.hpp"

namespace resizer::report {
namespace {

using machine::CoreKind;

/// "fast", "medium", "slow" by the place among the kinds of the machine; empty if there is one, a number from four on.
std::string kind_name(std::size_t place, std::size_t kinds) {
  if (kinds <= 1) return {};
  if (place == 0) return "fast";
  if (place + 1 == kinds) return "slow";
  return kinds == 3 ? "medium" : "medium (" + std::to_string(place) + ")";
}

/// The kind of the machine that these cores are of.
std::size_t place_of(const CoreKind& kind, const std::vector<CoreKind>& all) {
  const auto found = std::ranges::find_if(
      all, [&](const CoreKind& whole) { return std::ranges::binary_search(whole.cpus, kind.cpus.front()); });
  return static_cast<std::size_t>(found - all.begin());
}

/// How many threads each core has; 0 if they differ.
std::size_t threads_of_each(const CoreKind& kind) {
  const std::size_t threads = kind.cores.front().cpus.size();
  const bool is_even =
      std::ranges::all_of(kind.cores, [&](const machine::Core& core) { return core.cpus.size() == threads; });
  return is_even ? threads : 0;
}

std::string kind_text(const CoreKind& kind, const std::string& name, bool is_first) {
  std::string text = std::to_string(kind.cores.size()) + ' ' + name + (name.empty() ? "" : " ");
  const bool is_one = kind.cores.size() == 1;
  text += is_first ? (is_one ? "core" : "cores") : (is_one ? "one" : "ones");
  const std::size_t threads = threads_of_each(kind);
  if (threads <= 1) return text;
  return text + " with " + std::to_string(threads) + (is_one ? " threads" : " threads each");
}

/// "0.4", "2.25": gigahertz with at most two decimals, and one at least.
std::string gigahertz(double mhz) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", mhz / 1000);
  std::string number = text.data();
  if (number.ends_with('0')) number.pop_back();
  return number;
}

/// "512 KiB", "18 MiB", "1.25 MiB".
std::string binary_size(std::uint64_t bytes) {
  constexpr double kKibi = 1024;
  const double kib = static_cast<double>(bytes) / kKibi;
  return kib < kKibi ? rounded_number(kib) + " KiB" : rounded_number(kib / kKibi) + " MiB";
}

/// Whether threads of more than one core use it.
bool is_shared(const machine::Cache& cache, const std::vector<machine::Core>& cores) {
  return std::ranges::count_if(cores, [&](const machine::Core& core) {
           return std::ranges::binary_search(cache.cpus, core.cpus.front());
         }) > 1;
}

}  // namespace

std::string core_kinds_text(const std::vector<CoreKind>& kinds, const std::vector<CoreKind>& all) {
  std::vector<std::string> texts;
  for (const CoreKind& kind : kinds) {
    texts.push_back(kind_text(kind, kind_name(place_of(kind, all), all.size()), texts.empty()));
  }
  return listing(texts);
}

std::string threads_text(const std::vector<CoreKind>& kinds) {
  std::size_t threads = 0;
  std::size_t cores = 0;
  for (const CoreKind& kind : kinds) {
    threads += kind.cpus.size();
    cores += kind.cores.size();
  }
  const bool is_said = kinds.size() == 1 && threads_of_each(kinds.front()) > 0;
  return threads == cores || is_said ? "" : std::to_string(threads) + " threads";
}

std::string cache_text(const machine::Topology& topology) {
  if (topology.caches.empty()) return {};
  const unsigned last = std::ranges::max(topology.caches, {}, &machine::Cache::level).level;
  std::size_t count = 0;
  std::set<std::uint64_t> sizes;
  bool are_shared = false;
  for (const machine::Cache& cache : topology.caches) {
    if (cache.level != last || cache.type == "Instruction") continue;
    ++count;
    sizes.insert(cache.bytes);
    are_shared = are_shared || is_shared(cache, topology.cores);
  }
  std::vector<std::string> texts;
  for (const std::uint64_t size : sizes) texts.push_back(binary_size(size));
  const std::string size_text = listing(texts);
  if (texts.empty()) return {};
  if (!are_shared) return count == 1 ? size_text + " of cache" : size_text + " of cache for each core";
  if (count == 1) return size_text + " of shared cache";
  return std::to_string(count) + " shared caches of " + size_text;
}

std::string now_text(const machine::Description& machine) {
  return machine.frequency_mhz ? gigahertz(*machine.frequency_mhz) + " GHz now" : "";
}

std::string clock_range_text(const machine::Description& machine) {
  const std::vector<CoreKind>& kinds = machine.core_kinds;
  if (kinds.empty() || !kinds.front().clock.max_mhz) return {};
  const machine::Clock& fastest = kinds.front().clock;
  std::string text = gigahertz(*fastest.max_mhz) + " GHz";
  text = fastest.min_mhz ? gigahertz(*fastest.min_mhz) + " to " + text : "up to " + text;
  for (std::size_t i = 1; i < kinds.size(); ++i) {
    const auto& most = kinds[i].clock.max_mhz;
    if (most && most != fastest.max_mhz) {
      text += ", " + kind_name(i, kinds.size()) + " cores to " + gigahertz(*most) + " GHz";
    }
  }
  if (fastest.limit_mhz && *fastest.limit_mhz < *fastest.max_mhz) {
    text += ", limited to " + gigahertz(*fastest.limit_mhz) + " GHz";
  }
  return text;
}

}  // namespace resizer::report
