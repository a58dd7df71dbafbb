#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace resizer::machine {

enum class PowerSource : std::uint8_t { mains, battery };

constexpr std::string_view name_of(PowerSource source) noexcept {
  return source == PowerSource::mains ? "mains" : "battery";
}

/// Where the power comes from, and how it is spent. None means unknown.
struct Power {
  std::optional<PowerSource> source;
  std::optional<double> battery_percent;  ///< Of all batteries of the system, on average.
  std::optional<std::string> profile;     ///< "low-power", "balanced", "performance" and the like.
  std::optional<bool> turbo;              ///< Whether clocks above the base frequency are allowed.
  /// The hint of Intel's and AMD's drivers: "performance", "balance_power" and so on.
  std::optional<std::string> energy_preference;
};

/// From Documentation/ABI/testing/sysfs-class-power and sysfs-platform_profile, and of Documentation/admin-guide/pm
/// intel_pstate.rst (no_turbo), cpufreq.rst (boost) and amd-pstate.rst of Linux. Batteries of mice and the like do not
/// count. `root` replaces / in tests.
Power read_power(const std::filesystem::path& root = "/");

/// The power source alone: two or three small files.
std::optional<PowerSource> read_power_source(const std::filesystem::path& root = "/");

}  // namespace resizer::machine
