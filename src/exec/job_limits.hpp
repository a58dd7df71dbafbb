#pragma once

#include <cstdint>
#include <vector>

#include "exec/deadlines.hpp"
#include "exec/memory_budget.hpp"
#include "exec/shared_state.hpp"

namespace resizer::exec {

/// What the worker at each place may use for its job: time, and memory beyond what all may hold without asking.
/// Waiting for memory costs no time.
class JobLimits {
 public:
  /// `shared` outlives it: what is granted is told there.
  JobLimits(Deadlines deadlines, MemoryBudget memory, const SharedState& shared)
      : deadlines_(std::move(deadlines)), memory_(std::move(memory)), shared_(shared) {}

  /// The worker begins a job: it holds nothing, and has all the time.
  void begin(std::uint32_t place);
  /// The worker asks for memory, and waits until it has it.
  void ask_for_memory(std::uint32_t place);
  /// The place is empty.
  void clear(std::uint32_t place);

  /// The account of time, which is to be told when the parent looks round.
  Deadlines& deadlines() noexcept { return deadlines_; }

 private:
  void admit_to_memory();

  Deadlines deadlines_;
  MemoryBudget memory_;
  const SharedState& shared_;
};

}  // namespace resizer::exec
