#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "machine/cpu_list.hpp"

namespace resizer::machine {

/// A physical core and its threads, each of which is a CPU to the kernel.
struct Core {
  std::uint64_t package = 0;
  Cpus cpus;
};

/// A cache and the CPUs that share it.
struct Cache {
  unsigned level = 1;
  std::string type;  ///< "Data", "Instruction" or "Unified".
  std::uint64_t bytes = 0;
  Cpus cpus;
};

/// Which CPUs, cores and caches there are (Linux, Documentation/admin-guide/cputopology.rst,
/// Documentation/ABI/stable/sysfs-devices-system-cpu and ABI/testing/sysfs-devices-system-cpu).
struct Topology {
  Cpus online;   ///< Empty if unknown.
  Cpus offline;  ///< Present, but switched off.
  /// Of the CPUs that are online, by their first CPU; empty if unknown.
  std::vector<Core> cores;
  std::size_t packages = 0;   ///< 0 if unknown.
  std::vector<Cache> caches;  ///< Each once, by level, type and first CPU.
  /// Simultaneous multithreading as in smt/control: "on", "off", "forceoff", "notsupported", "notimplemented".
  std::optional<std::string> smt;

  /// The most threads of any core; 0 if unknown.
  std::size_t threads_per_core() const noexcept;
};

/// `root` replaces / in tests.
Topology read_topology(const std::filesystem::path& root = "/");

}  // namespace resizer::machine
