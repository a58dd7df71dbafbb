#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>

#include "exec/scripted_batch.hpp"
#include "util/child_process.hpp"
#include "util/shared_mapping.hpp"

namespace resizer::exec {

/// A process that runs a batch, as the program does, so that signals can be sent to it.
class BatchProcess {
 public:
  /// The results of the process, in shared memory.
  struct Told {
    std::uint32_t begun;  ///< Jobs that a worker has begun, told at once; all else at the end.
    std::uint32_t done;
    std::uint32_t interrupted;
    std::uint32_t other;
    std::int32_t interrupted_by;
    std::int64_t wall_ms;
    std::array<pid_t, 16> workers;  ///< Who began the first jobs.
  };

  /// Starts the process and returns when `begun` jobs have begun; `workers` 0 means the sequential executor.
  /// `batch` outlives it.
  BatchProcess(const ScriptedBatch& batch, unsigned workers, std::uint32_t begun,
               const model::ControlOptions& control = {});

  void kill(int signal) const { process_.kill(signal); }
  /// As a terminal does at Ctrl-C: the workers get the signal too.
  void kill_group(int signal) const;
  /// Waits, with a timeout, until the process has ended by itself. Its exit status is 0 if each job had exactly one
  /// outcome.
  util::ProcessEnd wait();
  const Told& told() const { return told_[0]; }

 private:
  int run(const ScriptedBatch& batch, unsigned workers, const model::ControlOptions& control);

  util::SharedArray<Told> told_{1};
  util::ChildProcess process_;
};

}  // namespace resizer::exec
