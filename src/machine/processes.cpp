#include "machine/processes.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <vector>

#include "machine/clock_ticks.hpp"
#include "machine/text_files.hpp"
#include "util/printable.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

/// Of the fields of /proc/PID/stat behind the name, the first of which is the state.
constexpr std::size_t kUserTicks = 11;
constexpr std::size_t kSystemTicks = 12;
constexpr std::size_t kStart = 19;
constexpr std::size_t kLastCpu = 36;

std::optional<pid_t> id_of(const fs::path& folder) {
  const std::string name = folder.filename();
  pid_t id = 0;
  const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  return error == std::errc() && rest == name.data() + name.size() && id > 0 ? std::optional(id) : std::nullopt;
}

/// "ID (NAME) STATE ...": the name may contain anything, also parentheses and line breaks.
std::optional<ProcessTime> parse(const std::string& text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return std::nullopt;
  std::istringstream rest(text.substr(close + 1));
  const std::vector<std::string> fields{std::istream_iterator<std::string>(rest), {}};
  if (fields.size() <= kLastCpu) return std::nullopt;
  const auto number = [&fields](std::size_t index) {
    std::uint64_t value = 0;
    std::from_chars(fields[index].data(), fields[index].data() + fields[index].size(), value);
    return value;
  };
  return ProcessTime{.name = util::printable(text.substr(open + 1, close - open - 1)),
                     .started_at = number(kStart),
                     .last_cpu = static_cast<unsigned>(number(kLastCpu)),
                     .cpu = ticks_to_time(number(kUserTicks) + number(kSystemTicks))};
}

}  // namespace

std::map<pid_t, ProcessTime> read_process_times(const fs::path& root) {
  std::map<pid_t, ProcessTime> times;
  for (const fs::path& folder : entries_of(root / "proc")) {
    const std::optional<pid_t> id = id_of(folder);
    if (!id) continue;
    if (auto time = parse(read_text(folder / "stat"))) times.emplace(*id, std::move(*time));
  }
  return times;
}

std::optional<BusyProgram> busiest_program(const ProcessTimes& times) {
  std::map<std::string, std::chrono::nanoseconds> programs;
  for (const auto& [id, process] : times.end) {
    if (id == times.self || std::ranges::find(times.cpus, process.last_cpu) == times.cpus.end()) continue;
    const auto before = times.begin.find(id);
    const bool is_same = before != times.begin.end() && before->second.started_at == process.started_at;
    programs[process.name] += process.cpu - (is_same ? before->second.cpu : std::chrono::nanoseconds(0));
  }
  const auto busiest = std::ranges::max_element(programs, {}, [](const auto& program) { return program.second; });
  if (busiest == programs.end() || busiest->second.count() <= 0) return std::nullopt;
  return BusyProgram{.name = busiest->first, .cpu = busiest->second};
}

}  // namespace resizer::machine
