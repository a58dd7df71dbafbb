#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "exec/deadlines.hpp"
#include "exec/memory_budget.hpp"
#include "exec/shared_state.hpp"

namespace resizer::exec {

/// Time and memory limits of the job in each worker slot. Waiting for memory does not count against the time.
class JobLimits {
 public:
  /// `shared` outlives it; grants are posted there.
  JobLimits(Deadlines deadlines, MemoryBudget memory, const SharedState& shared)
      : deadlines_(std::move(deadlines)), memory_(std::move(memory)), shared_(shared) {}

  /// The worker starts a job, with no reservation and its full time.
  void begin(std::uint32_t slot) {
    deadlines_.begin(slot);
    memory_.release(slot);
    grant_requests();
  }
  /// The worker requests memory, and waits until it is granted.
  void ask_for_memory(std::uint32_t slot) {
    deadlines_.pause(slot);
    memory_.request(slot, shared_.mailbox(slot).wanted_bytes());
    grant_requests();
  }
  /// The slot is empty.
  void clear(std::uint32_t slot) {
    deadlines_.clear(slot);
    memory_.release(slot);
    grant_requests();
  }

  Deadlines& deadlines() noexcept { return deadlines_; }

 private:
  void grant_requests() {
    while (const std::optional<std::uint32_t> slot = memory_.admit()) {
      deadlines_.resume(*slot);
      shared_.mailbox(*slot).grant();
    }
  }

  Deadlines deadlines_;
  MemoryBudget memory_;
  const SharedState& shared_;
};

}  // namespace resizer::exec
