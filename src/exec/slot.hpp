#pragma once

#include <cstdint>
#include <type_traits>

#include "exec/failure_note.hpp"
#include "model/job_report.hpp"

/// The place in shared memory where a worker leaves what became of one job. The phases follow one another, so that the
/// parent can tell from the slot alone what a dead worker had already done:
///
///     free -> claimed -> committed
///                    \-> failed
namespace resizer::exec {

enum class SlotPhase : std::uint8_t {
  free,       ///< Nobody has begun.
  claimed,    ///< In hand; temporary files may exist, complete or not.
  committed,  ///< The temporary files and the report are complete; the parent is to put the files in their place.
  failed,     ///< No temporary file is left; the failure note is valid.
};

struct SlotState {
  SlotPhase phase = SlotPhase::free;
  std::uint32_t worker = 0;
  friend bool operator==(const SlotState&, const SlotState&) = default;
};

/// A job's state is a word of its own beside its slot: the parent looks through all states when a worker has died.
constexpr std::uint32_t encode(SlotState state) noexcept {
  return static_cast<std::uint32_t>(state.phase) | state.worker << 8U;
}
constexpr SlotState decode(std::uint32_t bits) noexcept {
  return {static_cast<SlotPhase>(bits & 0xFFU), bits >> 8U};
}
static_assert(encode({}) == 0, "zeroed memory is a free slot");

/// Any worker can write any byte of any slot at any time, and so tell lies about every image. The parent reads it
/// through read_outcome(), which takes nothing that could harm it, and publish(), which takes no output that is not
/// there.
struct Slot {
  std::int64_t claimed_ns;  ///< util::Clock's time since its epoch.
  std::int64_t ended_ns;    ///< Likewise; set before `committed` and `failed`.
  std::int64_t cpu_ns;      ///< CPU time of the worker in between; set with `ended_ns`.
  union {
    model::JobReport report;  ///< From `committed` on.
    FailureNote failure;      ///< When `failed`.
  };
};
static_assert(std::is_trivially_copyable_v<Slot>);

}  // namespace resizer::exec
