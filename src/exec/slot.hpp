#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "resizer/model/job_report.hpp"
#include "resizer/util/error.hpp"

/// The place in shared memory where a worker leaves what became of one job. The phases follow one another, so that the
/// parent can tell from the slot alone what a dead worker had already done:
///
///     free -> claimed -> committed -> done
///                 ^ \        /
///                 |  \      / (a rename failed)
///                 \---\----/
///                      \-> failed
namespace resizer::exec {

enum class SlotPhase : std::uint8_t {
  free,       ///< Nobody has begun.
  claimed,    ///< In hand; temporary files may exist, complete or not.
  committed,  ///< The temporary files and the report are complete; some may have been renamed already.
  done,       ///< Every output is in its place; the report is valid.
  failed,     ///< No temporary file is left; the failure note is valid.
};

struct SlotState {
  SlotPhase phase = SlotPhase::free;
  std::uint32_t worker = 0;
  friend bool operator==(const SlotState&, const SlotState&) = default;
};

/// Why a job failed, as it crosses to the parent. A longer text is cut.
struct FailureNote {
  util::ErrorCode code = util::ErrorCode::internal;
  std::array<char, 384> text{};
};

/// A job's state is a word of its own beside its slot: the parent looks through all states when a worker has died.
constexpr std::uint32_t encode(SlotState state) noexcept {
  return static_cast<std::uint32_t>(state.phase) | state.worker << 8U;
}
constexpr SlotState decode(std::uint32_t bits) noexcept {
  return {static_cast<SlotPhase>(bits & 0xFFU), bits >> 8U};
}
static_assert(encode({}) == 0, "zeroed memory is a free slot");

/// Any worker can write any byte of it at any time: the parent reads it through read_verdict(), which believes nothing.
struct Slot {
  std::int64_t claimed_ns;  ///< util::Clock's time since its epoch.
  std::int64_t ended_ns;    ///< Likewise; set before `done` and `failed`.
  std::int64_t cpu_ns;      ///< CPU time of the worker in between; set with `ended_ns`.
  union {
    model::JobReport report;  ///< From `committed` on.
    FailureNote failure;      ///< When `failed`.
  };
};
static_assert(std::is_trivially_copyable_v<Slot>);

}  // namespace resizer::exec
