#pragma once

#include <cstdint>

#include "exec/worker.hpp"

namespace resizer::exec {

/// Worker: reserves memory with the parent, which releases the reservation when the job ends, however it ends.
class WorkerMemory {
 public:
  WorkerMemory(const WorkerContext& context, std::uint32_t worker) noexcept : context_(context), worker_(worker) {}

  /// As util::ReserveMemory: requests memory from the parent and sleeps until it is granted. Within the plan's
  /// unreserved_bytes no request is made.
  std::uint64_t reserve(std::uint64_t bytes);
  /// Call when a job has ended: returns to the system what the heap keeps of a large one.
  void end_job() noexcept;

 private:
  const WorkerContext& context_;
  std::uint32_t worker_;
  bool has_reserved_ = false;
};

}  // namespace resizer::exec
