#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

#include "exec/worker.hpp"
#include "model/run_result.hpp"
#include "util/child_process.hpp"
#include "util/clock.hpp"

namespace resizer::exec {

/// The worker processes of one run, each in a slot, numbered from 0. The replacement of a dead worker takes over its
/// slot. The destructor kills and reaps the remaining workers.
class WorkerSet {
 public:
  /// `context` outlives the set.
  WorkerSet(const WorkerContext& context, unsigned slots) : context_(context), members_(slots) {}

  /// Forks a worker for an empty slot. Throws util::Error.
  void start(std::uint32_t slot);
  /// The slots whose workers have ended and must be reaped.
  std::vector<std::uint32_t> ended() const;
  /// Waits for the worker in a slot to end and reaps it; the slot is empty afterwards.
  util::ProcessEnd reap(std::uint32_t slot);
  void signal(std::uint32_t slot, int number) const noexcept;
  void signal_all(int number) const noexcept;

  unsigned slots() const noexcept { return static_cast<unsigned>(members_.size()); }
  bool is_present(std::uint32_t slot) const noexcept { return members_[slot].has_value(); }
  bool empty() const noexcept;

  /// Of all reaped workers.
  model::CpuTime cpu() const noexcept { return cpu_; }
  std::uint64_t peak_worker_bytes() const noexcept { return peak_worker_bytes_; }

 private:
  const WorkerContext& context_;
  std::vector<std::optional<util::ChildProcess>> members_;
  model::CpuTime cpu_;
  std::uint64_t peak_worker_bytes_ = 0;
};

/// Sleeps until one of `descriptors` is readable or the deadline has passed. Throws util::Error.
void wait_for(std::initializer_list<int> descriptors, util::Clock::time_point deadline);

}  // namespace resizer::exec
