#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "machine/cpu_list.hpp"

/// Which program had the CPU.
namespace resizer::machine {

struct ProcessTime {
  std::string name;              ///< As the kernel has it: the first 15 bytes, odd ones escaped.
  std::uint64_t started_at = 0;  ///< In clock ticks since boot: the same id with another start is another process.
  unsigned last_cpu = 0;
  std::chrono::nanoseconds cpu{};
};

/// Of each process that can be seen, by its id, from /proc/PID/stat (proc(5)). `root` replaces / in tests.
std::map<pid_t, ProcessTime> read_process_times(const std::filesystem::path& root = "/");

/// A program, by the name of its processes.
struct BusyProgram {
  std::string name;
  std::chrono::nanoseconds cpu{};  ///< Of all of them.
};

/// Two readings, and whom they are about.
struct ProcessTimes {
  std::map<pid_t, ProcessTime> begin;
  std::map<pid_t, ProcessTime> end;
  pid_t self = 0;  ///< A process that does not count.
  Cpus cpus;       ///< Processes that were last on another do not count.
};

/// The program that used most CPU time; none if none used any. Processes that came and went in between are not known.
std::optional<BusyProgram> busiest_program(const ProcessTimes& times);

}  // namespace resizer::machine
