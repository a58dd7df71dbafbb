#pragma once

#include <optional>
#include <span>

#include "exec/landlock.hpp"
#include "exec/staging.hpp"
#include "model/job.hpp"
#include "model/sandbox.hpp"

namespace resizer::exec {

/// The layers of the sandbox that work on this system, each tried in a child process. Call it while the process has no
/// other threads. Throws util::Error if no child can be started.
model::SandboxSupport sandbox_support();

/// Confines the workers of a run to the folders of its inputs and its staging folders. The parent creates it, each
/// worker enters it.
class Sandbox {
 public:
  /// Without layers it confines nothing. Throws util::Error.
  Sandbox(model::SandboxLayers layers, std::span<const model::Job> jobs, const Staging& staging);

  /// Worker, while the descriptors of its parent are still open: from now on it can read from the folders of inputs,
  /// create and remove files in the staging folders, and open nothing else.
  void restrict_paths() const;
  /// Worker, at the end of its setup: from now on it can only make the system calls that jobs need.
  void restrict_calls() const;

 private:
  model::SandboxLayers layers_;
  std::optional<LandlockRuleset> ruleset_;
};

}  // namespace resizer::exec
