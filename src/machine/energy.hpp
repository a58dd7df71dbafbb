#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

/// How much energy the machine uses.
namespace resizer::machine {

/// What is measured, from the whole machine's best counter to the coarsest.
enum class EnergySource : std::uint8_t {
  platform,  ///< The whole machine, by the processor's counter of all of it (psys).
  packages,  ///< The processors, by their own counters.
  battery,   ///< The whole machine, by what its batteries have left.
};

constexpr std::string_view name_of(EnergySource source) noexcept {
  switch (source) {
    case EnergySource::platform:
      return "platform";
    case EnergySource::packages:
      return "packages";
    case EnergySource::battery:
      break;
  }
  return "battery";
}

/// What can be read. Nothing at all if there is neither a source nor a counter for root only.
struct EnergyAccess {
  std::optional<EnergySource> source;
  /// There are counters that this user must not read.
  bool needs_root = false;
  /// The steps in which the source counts, in joules.
  double resolution_j = 0;
};

/// A counter at one moment: of what was used; of a battery, of what is left.
struct EnergyCounter {
  std::uint64_t count = 0;
  std::uint64_t range = 0;  ///< Where it starts again at 0; a battery does not.
  double joules_per_count = 0;
};

/// All counters of the source.
struct EnergySample {
  EnergySource source = EnergySource::packages;
  double resolution_j = 0;
  std::vector<EnergyCounter> counters;
};

/// Reads the energy again and again, from the same files. Intel's and AMD's counters are those of
/// Documentation/power/powercap/powercap.rst and Documentation/ABI/testing/sysfs-class-powercap of Linux: the zones
/// intel-rapl:N, "psys" or "package-N". Their parts, intel-rapl:N:M, are contained in them; intel-rapl-mmio:N is the
/// same again. Batteries are those of sysfs-class-power, while one is discharging: energy_now in uWh, or charge_now in
/// uAh at voltage_now in uV. `root` replaces / in tests.
class EnergyReader {
 public:
  explicit EnergyReader(const std::filesystem::path& root = "/");
  std::optional<EnergySample> read() const;
  EnergyAccess access() const;

 private:
  std::optional<EnergySample> read_zones() const;
  std::optional<EnergySample> read_batteries() const;

  EnergySource zone_source_ = EnergySource::packages;
  std::vector<std::filesystem::path> zones_;  ///< Of zone_source_.
  std::vector<std::filesystem::path> batteries_;
};

/// The joules used between two samples; none if one is missing, if they are of different sources, or if they differ by
/// less than ten steps of the source. A counter may have started again once. The voltage of a battery is the mean of
/// both.
std::optional<double> joules_between(const std::optional<EnergySample>& begin, const std::optional<EnergySample>& end);

}  // namespace resizer::machine
