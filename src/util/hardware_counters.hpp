#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "util/fd.hpp"

namespace resizer::util {

/// What cores have counted of a process in user mode since its counters were opened.
struct HardwareCounts {
  std::chrono::nanoseconds enabled{};  ///< How long it ran meanwhile.
  std::chrono::nanoseconds counted{};  ///< How long of that it was counted.
  std::uint64_t cycles = 0;
  std::uint64_t instructions = 0;
};

/// A group of two counters of the kernel, which count together or not at all. The files stay open, so that they can be
/// read in a sandbox. Without them nothing is counted.
class HardwareCounters {
 public:
  /// Those of this process (perf_event_open(2)), user mode only: that needs no privileges up to a perf_event_paranoid
  /// of 2 (Linux, Documentation/admin-guide/sysctl/kernel.rst).
  static HardwareCounters open() noexcept;
  /// `cycles` leads the group: its content is that of PERF_FORMAT_GROUP with both times.
  HardwareCounters(Fd cycles, Fd instructions) noexcept
      : cycles_(std::move(cycles)), instructions_(std::move(instructions)) {}

  std::optional<HardwareCounts> read() const noexcept;
  /// -1 without counters.
  std::array<int, 2> fds() const noexcept { return {cycles_.get(), instructions_.get()}; }

 private:
  Fd cycles_;
  Fd instructions_;
};

/// Why this process has no counters.
struct CounterRefusal {
  enum class Reason : std::uint8_t {
    forbidden,  ///< The kernel refused them: by perf_event_paranoid, or in a container.
    absent,     ///< The machine has none, as many virtual machines.
  };
  Reason reason = Reason::absent;
  std::optional<int> paranoid{};  ///< perf_event_paranoid, if the kernel has it.
  friend bool operator==(const CounterRefusal&, const CounterRefusal&) = default;
};

/// The refusal that the errno of perf_event_open(2) means. `root` is /, or a folder that stands in for it.
CounterRefusal refusal_of(int error, const std::filesystem::path& root);

/// Tries to open the counters; none if they count.
std::optional<CounterRefusal> counter_refusal();

}  // namespace resizer::util
