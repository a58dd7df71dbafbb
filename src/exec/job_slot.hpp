#pragma once

#include <cstdint>
#include <type_traits>

#include "exec/failure_note.hpp"
#include "model/job_report.hpp"
#include "model/outcome.hpp"

/// Where a worker leaves the outcome of one job in shared memory. The phases follow one another, so that the slot alone
/// tells the parent how far a dead worker got:
///
///     free -> claimed -> committed
///                    \-> failed
namespace resizer::exec {

enum class SlotPhase : std::uint8_t {
  free,       ///< Not started.
  claimed,    ///< In progress; temporary files may exist, complete or not.
  committed,  ///< The temporary files and the report are complete; the parent publishes them.
  failed,     ///< The temporary files are removed; the failure note is valid.
};

struct SlotState {
  SlotPhase phase = SlotPhase::free;
  std::uint32_t worker = 0;
  friend bool operator==(const SlotState&, const SlotState&) = default;
};

/// A job's state is a separate word, so that the parent can scan all states quickly when a worker has died.
constexpr std::uint32_t encode(SlotState state) noexcept {
  return static_cast<std::uint32_t>(state.phase) | state.worker << 8U;
}
constexpr SlotState decode(std::uint32_t bits) noexcept {
  return {static_cast<SlotPhase>(bits & 0xFFU), bits >> 8U};
}
static_assert(encode({}) == 0, "zeroed memory is a free slot");

/// What a worker counts of a job's waits.
struct WaitCounts {
  std::int64_t run_queue_ns;  ///< kUnknownRunQueue if the kernel does not count it.
  std::int64_t memory_ns;     ///< Until the parent granted its reservations.
  std::uint32_t sleeps;       ///< How often it slept in the kernel for another reason.
  std::uint32_t page_reads;   ///< Major page faults, each of which is one of these sleeps.
};
inline constexpr std::int64_t kUnknownRunQueue = -1;

/// A model::JobReport without its outputs, which are beside the slots: runs differ in how many an image has.
struct SlotReport {
  model::ImageFacts input;
  std::uint8_t decoded_eighths = 8;
  std::uint32_t output_count = 0;
  model::Warnings warnings;
  model::StageTimes times;
  model::Placeholder placeholder;  ///< With a hash of no bytes: none.
};

/// Any worker can write any byte of any slot at any time. The parent therefore reads slots only by read_outcome(),
/// which validates every value, and takes no output that publish() does not find.
struct JobSlot {
  std::int64_t claimed_ns;   ///< util::Clock's time since its epoch.
  std::int64_t ended_ns;     ///< Likewise; set before `committed` and `failed`.
  std::int64_t cpu_ns;       ///< CPU time of the worker in between; set with `ended_ns`.
  WaitCounts waits;          ///< Likewise.
  model::WorkCounts counts;  ///< Likewise; zeros if nothing was counted.
  double clock_mhz;          ///< Just after `ended_ns`; 0 if it was not read.
  union {
    SlotReport report;    ///< From `committed` on.
    FailureNote failure;  ///< When `failed`.
  };
};
static_assert(std::is_trivially_copyable_v<JobSlot>);

}  // namespace resizer::exec
