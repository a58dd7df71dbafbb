#pragma once

#include <cstdint>

#include "exec/worker.hpp"

namespace resizer::exec {

/// Worker: its leave to hold memory. What a job has reserved is given back by the parent when the job has ended,
/// however it ended.
class WorkerMemory {
 public:
  WorkerMemory(const WorkerContext& context, std::uint32_t worker) noexcept : context_(context), worker_(worker) {}

  /// As util::ReserveMemory: asks the parent and sleeps until it has said yes. What is within the unreserved bytes of
  /// the plan costs nothing.
  std::uint64_t reserve(std::uint64_t bytes);
  /// To be called when a job has ended: returns to the system what the heap keeps of a large one.
  void end_job() noexcept;

 private:
  const WorkerContext& context_;
  std::uint32_t worker_;
  bool has_reserved_ = false;
};

}  // namespace resizer::exec
