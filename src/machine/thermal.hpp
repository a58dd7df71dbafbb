#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "machine/cpu_list.hpp"

namespace resizer::machine {

struct ThermalZone {
  std::string type;  ///< "x86_pkg_temp"
  double celsius = 0;
};

/// How often the hardware lowered the clock because it was too hot, since boot: the highest count of any core and of
/// any package. Threads and cores that share a counter all show it.
struct Throttles {
  std::uint64_t core = 0;
  std::uint64_t package = 0;
  friend bool operator==(const Throttles&, const Throttles&) = default;
};

/// Documentation/driver-api/thermal/sysfs-api.rst of Linux, and thermal_throttle of
/// Documentation/ABI/testing/sysfs-devices-system-cpu.
struct Thermal {
  std::vector<ThermalZone> zones;      ///< That can be read, by number.
  std::optional<Throttles> throttles;  ///< None if unknown.
};

/// `root` replaces / in tests.
Thermal read_thermal(const Cpus& cpus, const std::filesystem::path& root = "/");

/// None if no CPU has a counter.
std::optional<Throttles> read_throttles(const Cpus& cpus, const std::filesystem::path& root = "/");

}  // namespace resizer::machine
