#include "machine/topology.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "machine/text_files.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

Cpus difference(const Cpus& all, const Cpus& without) {
  Cpus rest;
  std::ranges::set_difference(all, without, std::back_inserter(rest));
  return rest;
}

/// Its name was thread_siblings_list until Linux 5.3.
std::optional<Cpus> threads_of_core(const fs::path& topology) {
  if (const auto cpus = parse_cpu_list(read_line(topology / "core_cpus_list"))) return cpus;
  return parse_cpu_list(read_line(topology / "thread_siblings_list"));
}

/// A virtual machine or an architecture without packages says -1: then there is one.
std::uint64_t package_of(const fs::path& topology) {
  return read_count(topology / "physical_package_id").value_or(0);
}

/// None if any CPU does not tell to which core it belongs.
std::vector<Core> read_cores(const fs::path& root, const Cpus& online) {
  std::vector<Core> cores;
  std::set<unsigned> seen;
  for (const unsigned cpu : online) {
    if (seen.contains(cpu)) continue;
    const fs::path topology = cpu_folder(root, cpu) / "topology";
    const std::optional<Cpus> threads = threads_of_core(topology);
    if (!threads || !std::ranges::binary_search(*threads, cpu)) return {};
    seen.insert(threads->begin(), threads->end());
    cores.push_back({.package = package_of(topology), .cpus = *threads});
  }
  return cores;
}

/// "48K" or "32M"; none for 0, as some virtual machines have it.
std::optional<std::uint64_t> cache_bytes(const std::optional<std::string>& text) {
  std::uint64_t number = 0;
  if (!text) return std::nullopt;
  const char* const end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, number);
  constexpr std::uint64_t kMost = std::uint64_t{1} << 40U;
  if (error != std::errc() || number == 0 || number > kMost) return std::nullopt;
  if (rest == end) return number;
  if (rest + 1 != end) return std::nullopt;
  switch (*rest) {
    case 'K':
      return number << 10U;
    case 'M':
      return number << 20U;
    default:
      return std::nullopt;
  }
}

std::vector<Cache> read_caches(const fs::path& root, const Cpus& online) {
  std::set<std::tuple<unsigned, std::string, Cpus, std::uint64_t>> found;
  for (const unsigned cpu : online) {
    for (const fs::path& index : entries_of(cpu_folder(root, cpu) / "cache")) {
      const auto level = read_count(index / "level");
      const auto type = read_line(index / "type");
      const auto bytes = cache_bytes(read_line(index / "size"));
      const auto cpus = parse_cpu_list(read_line(index / "shared_cpu_list"));
      constexpr std::uint64_t kMostLevels = 9;
      if (!level || *level > kMostLevels || !type || !bytes || !cpus) continue;
      found.emplace(static_cast<unsigned>(*level), *type, *cpus, *bytes);
    }
  }
  std::vector<Cache> caches;
  for (const auto& [level, type, cpus, bytes] : found) caches.push_back({level, type, bytes, cpus});
  return caches;
}

std::size_t count_packages(const std::vector<Core>& cores) {
  std::set<std::uint64_t> packages;
  for (const Core& core : cores) packages.insert(core.package);
  return packages.size();
}

}  // namespace

std::size_t Topology::threads_per_core() const noexcept {
  std::size_t most = 0;
  for (const Core& core : cores) most = std::max(most, core.cpus.size());
  return most;
}

Topology read_topology(const fs::path& root) {
  const fs::path folder = cpu_folder(root);
  Topology topology;
  topology.online = parse_cpu_list(read_line(folder / "online")).value_or(Cpus());
  topology.offline = difference(parse_cpu_list(read_line(folder / "present")).value_or(Cpus()), topology.online);
  topology.cores = read_cores(root, topology.online);
  topology.packages = count_packages(topology.cores);
  topology.caches = read_caches(root, topology.online);
  topology.smt = read_line(folder / "smt/control");
  return topology;
}

}  // namespace resizer::machine
