#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

#include "exec/job_slot.hpp"
#include "exec/worker_mailbox.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::exec {

/// The memory that the parent and its workers share: for each job a state, a slot, and facts of its outputs; for each
/// worker a mailbox and a note on why its setup failed; and the stop flag. Workers can write any of it, so the parent
/// takes it for hints only.
class SharedState {
 public:
  struct Counts {
    std::size_t jobs = 0;
    std::size_t outputs_per_job = 0;  ///< The most of any.
    unsigned workers = 0;
  };
  explicit SharedState(const Counts& counts)
      : outputs_per_job_(counts.outputs_per_job),
        states_(counts.jobs),
        slots_(counts.jobs),
        outputs_(counts.jobs * counts.outputs_per_job),
        mailboxes_(counts.workers),
        setup_notes_(counts.workers),
        stop_(1) {}

  JobSlot& job_slot(std::size_t job_index) const noexcept { return slots_[job_index]; }

  /// Facts of as many outputs as any job has.
  std::span<model::OutputFacts> output_facts(std::size_t job_index) const noexcept {
    return outputs_.values().subspan(job_index * outputs_per_job_, outputs_per_job_);
  }

  WorkerMailbox mailbox(std::uint32_t worker) const noexcept { return WorkerMailbox(mailboxes_[worker]); }

  FailureNote& setup_note(std::uint32_t worker) const noexcept { return setup_notes_[worker]; }

  /// Whatever the writer of the state wrote to the slot before is visible afterwards.
  SlotState load_state(std::size_t job_index) const noexcept {
    return decode(state(job_index).load(std::memory_order_acquire));
  }
  void store_state(std::size_t job_index, SlotState new_state) const noexcept {
    state(job_index).store(encode(new_state), std::memory_order_release);
  }
  /// Takes a free job for `worker`; false when it is not free.
  bool try_claim(std::size_t job_index, std::uint32_t worker) const noexcept {
    std::uint32_t expected = encode({});
    const std::uint32_t claimed = encode({SlotPhase::claimed, worker});
    return state(job_index).compare_exchange_strong(expected, claimed, std::memory_order_acq_rel);
  }

  /// Keeps workers from starting another job until go_on().
  void stop() const noexcept { std::atomic_ref(stop_[0]).store(1, std::memory_order_relaxed); }
  void go_on() const noexcept { std::atomic_ref(stop_[0]).store(0, std::memory_order_relaxed); }
  bool stopped() const noexcept { return std::atomic_ref(stop_[0]).load(std::memory_order_relaxed) != 0; }

 private:
  using AtomicState = std::atomic_ref<std::uint32_t>;
  static_assert(AtomicState::is_always_lock_free);
  AtomicState state(std::size_t job_index) const noexcept { return AtomicState(states_[job_index]); }

  std::size_t outputs_per_job_;
  util::SharedArray<std::uint32_t> states_;
  util::SharedArray<JobSlot> slots_;
  util::SharedArray<model::OutputFacts> outputs_;
  util::SharedArray<MailboxWords> mailboxes_;
  util::SharedArray<FailureNote> setup_notes_;
  util::SharedArray<std::uint32_t> stop_;
};

}  // namespace resizer::exec
