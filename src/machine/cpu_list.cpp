#include "machine/cpu_list.hpp"

#include <algorithm>
#include <charconv>

namespace resizer::machine {
namespace {

/// Above NR_CPUS of any configuration.
constexpr unsigned kMostCpus = 65'536;

}  // namespace

std::optional<Cpus> parse_cpu_list(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  Cpus cpus;
  const char* at = text->data();
  const char* const end = at + text->size();
  while (at < end) {
    unsigned first = 0;
    auto [rest, error] = std::from_chars(at, end, first);
    if (error != std::errc()) return std::nullopt;
    unsigned last = first;
    if (rest < end && *rest == '-') {
      const auto upper = std::from_chars(rest + 1, end, last);
      if (upper.ec != std::errc()) return std::nullopt;
      rest = upper.ptr;
    }
    if (last < first || last >= kMostCpus || (rest < end && *rest != ',')) return std::nullopt;
    for (unsigned cpu = first; cpu <= last; ++cpu) cpus.push_back(cpu);
    if (cpus.size() > kMostCpus) return std::nullopt;
    at = rest + 1;
  }
  std::ranges::sort(cpus);
  cpus.erase(std::unique(cpus.begin(), cpus.end()), cpus.end());
  return cpus;
}

std::string to_cpu_list(const Cpus& cpus) {
  std::string text;
  for (std::size_t i = 0; i < cpus.size();) {
    std::size_t last = i;
    while (last + 1 < cpus.size() && cpus[last + 1] == cpus[last] + 1) ++last;
    text += (text.empty() ? "" : ",") + std::to_string(cpus[i]);
    if (last > i) text += '-' + std::to_string(cpus[last]);
    i = last + 1;
  }
  return text;
}

}  // namespace resizer::machine
