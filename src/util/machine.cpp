#include "util/machine.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <numeric>
#include <vector>

#include "util/cgroup.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;

std::string trimmed(const std::string& text) {
  static constexpr const char* kBlanks = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlanks);
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// The first line of a file; none if it is empty.
std::optional<std::string> read_line(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  line = trimmed(line);
  return line.empty() ? std::nullopt : std::optional(line);
}

std::optional<double> to_number(const std::optional<std::string>& text) {
  double number = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc()) {
    return std::nullopt;
  }
  return number;
}

/// All values of a key in a file of lines "KEY SEPARATOR VALUE".
std::vector<std::string> values_of(const fs::path& path, const std::string& key, char separator) {
  std::vector<std::string> values;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto at = line.find(separator);
    if (at != std::string::npos && trimmed(line.substr(0, at)) == key) values.push_back(trimmed(line.substr(at + 1)));
  }
  return values;
}

std::optional<std::string> first_of(const std::vector<std::string>& values) {
  return values.empty() || values.front().empty() ? std::nullopt : std::optional(values.front());
}

/// Lines such as "MemTotal:  16318072 kB".
std::optional<std::uint64_t> memory_line(const fs::path& root, const std::string& key) {
  constexpr double kBytesPerKib = 1024;
  const auto kib = to_number(first_of(values_of(root / "proc/meminfo", key, ':')));
  return kib ? std::optional(static_cast<std::uint64_t>(*kib * kBytesPerKib)) : std::nullopt;
}

/// The number of CPUs in a list such as "0-3,6".
std::optional<unsigned> count_cpus(const std::optional<std::string>& list) {
  if (!list) return std::nullopt;
  unsigned count = 0;
  const char* at = list->data();
  const char* const end = at + list->size();
  while (at < end) {
    unsigned first = 0;
    auto [rest, error] = std::from_chars(at, end, first);
    if (error != std::errc()) return std::nullopt;
    unsigned last = first;
    if (rest < end && *rest == '-') rest = std::from_chars(rest + 1, end, last).ptr;
    if (last < first) return std::nullopt;
    count += last - first + 1;
    at = rest + 1;
  }
  return count;
}

/// The cpufreq files of that name of each core; cores without it are skipped.
std::vector<std::string> cpufreq_values(const fs::path& root, std::span<const unsigned> cpus, const char* name) {
  std::vector<std::string> values;
  for (const unsigned cpu : cpus) {
    const auto value = read_line(root / ("sys/devices/system/cpu/cpu" + std::to_string(cpu)) / "cpufreq" / name);
    if (value) values.push_back(*value);
  }
  return values;
}

std::vector<double> numbers_of(const std::vector<std::string>& texts) {
  std::vector<double> numbers;
  for (const std::string& text : texts) {
    if (const auto number = to_number(text)) numbers.push_back(*number);
  }
  return numbers;
}

std::optional<std::string> joined(std::vector<std::string> values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<double> mean(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// From cpufreq, in kHz; a virtual machine has only what /proc/cpuinfo says of all cores, in MHz.
std::optional<double> frequency_mhz(const fs::path& root, std::span<const unsigned> cpus) {
  constexpr double kKhzPerMhz = 1000;
  if (const auto khz = mean(numbers_of(cpufreq_values(root, cpus, "scaling_cur_freq")))) return *khz / kKhzPerMhz;
  return mean(numbers_of(values_of(root / "proc/cpuinfo", "cpu MHz", ':')));
}

std::optional<double> max_frequency_mhz(const fs::path& root, std::span<const unsigned> cpus) {
  constexpr double kKhzPerMhz = 1000;
  const std::vector<double> khz = numbers_of(cpufreq_values(root, cpus, "cpuinfo_max_freq"));
  return khz.empty() ? std::nullopt : std::optional(*std::ranges::max_element(khz) / kKhzPerMhz);
}

std::optional<std::string> kernel(const fs::path& root) {
  const auto type = read_line(root / "proc/sys/kernel/ostype");
  const auto release = read_line(root / "proc/sys/kernel/osrelease");
  return type && release ? std::optional(*type + ' ' + *release) : std::nullopt;
}

/// os-release(5), whose values may be quoted.
std::optional<std::string> system_name(const fs::path& root) {
  auto name = first_of(values_of(root / "etc/os-release", "PRETTY_NAME", '='));
  if (name) std::erase(*name, '"');
  return name;
}

}  // namespace

Machine read_machine(std::span<const unsigned> cpus, const fs::path& root) {
  return {.cpu_model = first_of(values_of(root / "proc/cpuinfo", "model name", ':')),
          .online_cores = count_cpus(read_line(root / "sys/devices/system/cpu/online")),
          .governor = joined(cpufreq_values(root, cpus, "scaling_governor")),
          .frequency_driver = joined(cpufreq_values(root, cpus, "scaling_driver")),
          .frequency_mhz = frequency_mhz(root, cpus),
          .max_frequency_mhz = max_frequency_mhz(root, cpus),
          .load_average = to_number(read_line(root / "proc/loadavg")),
          .memory_bytes = memory_line(root, "MemTotal"),
          .available_memory_bytes = memory_line(root, "MemAvailable"),
          .memory_limit_bytes = cgroup_memory_limit(root),
          .kernel = kernel(root),
          .system = system_name(root)};
}

}  // namespace resizer::util
