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

/// The worker processes of one run. Each has a place, numbered from 0; whoever replaces a dead worker gets its place.
/// Destroying a set kills and reaps whoever is left.
class WorkerSet {
 public:
  /// `context` outlives the set.
  WorkerSet(const WorkerContext& context, unsigned places) : context_(context), members_(places) {}

  /// Forks a worker for an empty place. Throws util::Error.
  void start(std::uint32_t place);
  /// The places of the workers that have ended; they are to be reaped.
  std::vector<std::uint32_t> ended() const;
  /// Reaps the worker of a place, waiting for its end; the place is empty afterwards.
  util::ProcessEnd reap(std::uint32_t place);
  void signal(std::uint32_t place, int number) const noexcept;
  void signal_all(int number) const noexcept;

  unsigned places() const noexcept { return static_cast<unsigned>(members_.size()); }
  bool is_present(std::uint32_t place) const noexcept { return members_[place].has_value(); }
  bool empty() const noexcept;

  /// What all reaped workers used.
  model::CpuTime cpu() const noexcept { return cpu_; }
  std::uint64_t peak_worker_bytes() const noexcept { return peak_worker_bytes_; }

 private:
  const WorkerContext& context_;
  std::vector<std::optional<util::ChildProcess>> members_;
  model::CpuTime cpu_;
  std::uint64_t peak_worker_bytes_ = 0;
};

/// Sleeps until one of `descriptors` is readable, or the deadline comes. Throws util::Error.
void wait_for(std::initializer_list<int> descriptors, util::Clock::time_point deadline);

}  // namespace resizer::exec
